import { UserError } from 'n8n-workflow';

import type { UploadFile } from '../../../api/client/file';
import { quoted, trimmed } from '../../../api/plainText';
import { sameForm } from '../../../shared/names';
import { type Kind, typeOf } from './fileKind';

/** What is uploaded. */
export interface Source {
	/** Fields of the form that name it. */
	form: Readonly<Record<string, string>>;
	/** The file that the form holds. */
	file?: UploadFile;
	/** The same for what could not be distinguished in a list of assets. */
	key: string;
	/** How messages name it. */
	name: string;
	/** What the asset will be called. */
	filename: string;
	/** Whether that is certain: of a URL, TwelveLabs derives a name itself. */
	isNamed: boolean;
	method: 'direct' | 'url';
	/** What to do where TwelveLabs could not process it, and does not say why. */
	ifNotProcessed: string;
}

const MEGABYTE = 1024 * 1024;

/** Of a file that a request holds. https://docs.twelvelabs.io/api-reference/upload-content/direct-uploads/create */
const MAX_MEGABYTES: Readonly<Record<Kind, number>> = {
	video: 200,
	audio: 200,
	image: 32,
	document: 200,
};

/**
 * A file of the input item.
 * @param named what the user wants the asset to be called
 * @throws UserError for a file that TwelveLabs does not take: before its first byte leaves
 */
export function fileToUpload(file: UploadFile, named: string | undefined): Source {
	const name = named ?? file.name;
	const accepted = typeOf(file.type, [name, file.name]);
	if (!accepted) {
		throw new UserError(
			`TwelveLabs takes no file of the type ${quoted(file.type)}: ${quoted(name)}`,
			{
				description:
					'It takes videos, audio, images, PDF, text and Markdown. Give the file its right type or a name with its ending, such as keynote.mp4. Nothing was sent for this item.',
			},
		);
	}
	if (file.bytes === 0) {
		throw new UserError(`${name} is empty`, {
			description: 'Check the node that reads the file. Nothing was sent for this item.',
		});
	}
	const { type, kind } = accepted;
	const max = MAX_MEGABYTES[kind];
	if (file.bytes > max * MEGABYTE) {
		throw new UserError(
			`${name} has ${Math.ceil(file.bytes / MEGABYTE).toLocaleString('en')} MB, and an upload takes at most ${max} MB (${kind})`,
			{
				description:
					kind === 'image'
						? 'Make it smaller. Nothing was sent for this item.'
						: 'Put the file where TwelveLabs can fetch it, and choose URL as Source, or make it smaller. Nothing was sent for this item.',
			},
		);
	}
	return {
		form: { method: 'direct', filename: name },
		file: { ...file, name, type },
		key: `${sameForm(name)} ${file.bytes}`,
		name,
		filename: name,
		isNamed: true,
		method: 'direct',
		ifNotProcessed: 'Check that the file is complete and plays to its end, then upload it again.',
	};
}

/**
 * A file that TwelveLabs fetches.
 * @throws UserError when it is no web address
 */
export function urlToUpload(value: string, named: string | undefined): Source {
	const url = trimmed(value);
	if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) {
		throw new UserError(`URL: ${quoted(value)} is not a web address`, {
			description:
				'Give the direct link to the file, such as https://example.com/videos/keynote.mp4. Nothing was sent for this item.',
		});
	}
	return {
		form: { method: 'url', url, ...(named !== undefined && { filename: named }) },
		key: sameForm(named ?? url),
		// The rest of an address may be a signature, or a password.
		name: named ?? (lastPartOf(url) || new URL(url).host),
		filename: named ?? lastPartOf(url),
		isNamed: named !== undefined,
		method: 'url',
		ifNotProcessed:
			'Check that the link leads to the file itself, not to a page that shows it, and did not run out before TwelveLabs fetched it. Then upload it again.',
	};
}

/** Of a path, such as `keynote.mp4`. A name that is wrongly encoded stays as it is. */
function lastPartOf(url: string): string {
	const part = new URL(url).pathname.split('/').pop() ?? '';
	try {
		return decodeURIComponent(part);
	} catch {
		return part;
	}
}
