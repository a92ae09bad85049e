import { UserError } from 'n8n-workflow';

import type { UploadFile } from '../../api/client/file';
import { MEGABYTE, megabytes } from '../../api/megabytes';
import { quoted } from '../../api/plainText';
import { type Kind, typeOf } from '../../shared/fileKind';

/** What a name ends with, where n8n states no type. */
const EXAMPLES: Readonly<Record<Kind, string>> = {
	audio: 'talk.mp3',
	document: 'report.pdf',
	image: 'logo.png',
	video: 'keynote.mp4',
};

/** What a file has to be. */
interface Wanted {
	kind: Kind;
	maxMegabytes: number;
	/** What takes it, with its article. */
	by: string;
	/** What to do with one that is too large. */
	ifTooLarge: string;
}

/**
 * A file of the input item that is sent inside a request, with the type that it is sent as.
 * @throws UserError for one of another kind, an empty one, and one that is too large: before its first byte leaves
 */
export function mediaFile(
	file: UploadFile,
	{ kind, maxMegabytes, by, ifTooLarge }: Wanted,
): UploadFile {
	const accepted = typeOf(file.type, [file.name]);
	const name = quoted(file.name);
	if (accepted?.kind !== kind) {
		throw refused(
			`${name} is no ${kind}`,
			`Give the file its right type, or a name with its ending, such as ${EXAMPLES[kind]}.`,
		);
	}
	if (file.bytes === 0) throw refused(`${name} is empty`, 'Check the node that reads it.');
	if (file.bytes > maxMegabytes * MEGABYTE) {
		throw refused(
			`${name} has ${megabytes(file.bytes)} MB, and ${by} takes at most ${maxMegabytes} MB (${kind})`,
			ifTooLarge,
		);
	}
	return { ...file, type: accepted.type };
}

const refused = (message: string, next: string): UserError =>
	new UserError(message, { description: `${next} Nothing was sent for this item.` });
