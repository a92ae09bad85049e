import { UserError } from 'n8n-workflow';

import type { UploadFile } from '../../../api/client/file';
import { quoted } from '../../../api/plainText';
import { sameForm } from '../../../shared/names';
import { type Kind, typeOf } from '../../../shared/fileKind';
import { MEGABYTE, megabytes } from '../../../api/megabytes';
import { urlOf } from '../../fields/mediaAddress';
import type { UploadMethod } from './uploadFields';

/** What is uploaded. */
interface Named {
	/** How messages name it. */
	name: string;
	/** What to do where TwelveLabs could not process it, and does not say why. */
	ifNotProcessed: string;
}

/** What goes up in one request. */
export interface OneRequest extends Named {
	method: 'direct' | 'url';
	/** Fields of the form that name it. */
	form: Readonly<Record<string, string>>;
	/** The file that the form holds. */
	file?: UploadFile;
	/** The same for what could not be distinguished in a list of assets. */
	key: string;
	/** What the asset will be called. */
	filename: string;
	/** Whether that is certain: of a URL, TwelveLabs derives a name itself. */
	isNamed: boolean;
}

/** What goes up in chunks. */
export interface Chunked extends Named {
	method: 'multipart';
	kind: Kind;
	file: UploadFile;
}

/**
 * In one request, and in chunks. A document cannot go up in chunks.
 * https://docs.twelvelabs.io/api-reference/upload-content/direct-uploads/create
 */
const MAX_MEGABYTES: Readonly<Record<'direct' | 'multipart', Partial<Record<Kind, number>>>> = {
	direct: { video: 200, audio: 200, image: 32, document: 200 },
	multipart: { video: 10_240, audio: 10_240, image: 32 },
};

/** From here on, chunks that are repeated and resumed alone are worth their requests. */
const MULTIPART_FROM_BYTES = 32 * MEGABYTE;

/**
 * A file of the input item.
 * @param named what the user wants the asset to be called
 * @param chosen how it is to be sent; `resumed` where an upload in chunks goes on
 * @throws UserError for a file that TwelveLabs does not take: before its first byte leaves
 */
export function fileToUpload(
	file: UploadFile,
	named: string | undefined,
	chosen: UploadMethod | 'resumed',
): OneRequest | Chunked {
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
	if (!Number.isSafeInteger(file.bytes)) {
		throw new UserError(`n8n does not state how long ${name} is`, {
			description: 'Read the file anew with the node before. Nothing was sent for this item.',
		});
	}
	if (file.bytes === 0) {
		throw new UserError(`${name} is empty`, {
			description: 'Check the node that reads the file. Nothing was sent for this item.',
		});
	}
	const { type, kind } = accepted;
	const method = methodFor(kind, file.bytes, chosen);
	const max = MAX_MEGABYTES[method][kind];
	if (max === undefined) {
		const [field, next] =
			chosen === 'resumed'
				? ['Resume Upload', 'Leave Resume Upload out.']
				: ['Upload Method', 'Set Upload Method to Automatic.'];
		throw new UserError(`${field}: ${name} is a document, which cannot go up in chunks`, {
			description: `${next} Nothing was sent for this item.`,
		});
	}
	if (file.bytes > max * MEGABYTE) {
		throw new UserError(
			`${name} has ${megabytes(file.bytes)} MB, and an upload takes at most ${max.toLocaleString('en')} MB (${kind})`,
			{
				description: `${WAYS_OUT[method][kind] ?? 'Make it smaller.'} Nothing was sent for this item.`,
			},
		);
	}
	const source = { name, file: { ...file, name, type }, ifNotProcessed: IF_NOT_PROCESSED };
	if (method === 'multipart') return { ...source, method, kind };
	return {
		...source,
		method,
		form: { method, filename: name },
		key: `${sameForm(name)} ${file.bytes}`,
		filename: name,
		isNamed: true,
	};
}

const IF_NOT_PROCESSED =
	'Check that the file is complete and plays to its end, then upload it again.';

function methodFor(
	kind: Kind,
	bytes: number,
	chosen: UploadMethod | 'resumed',
): 'direct' | 'multipart' {
	if (chosen === 'resumed') return 'multipart';
	if (chosen !== 'auto') return chosen;
	const isMedia = kind === 'video' || kind === 'audio';
	return isMedia && bytes >= MULTIPART_FROM_BYTES ? 'multipart' : 'direct';
}

/** For files that are too large. */
const WAYS_OUT: Readonly<Record<'direct' | 'multipart', Partial<Record<Kind, string>>>> = {
	direct: {
		video: 'Set Upload Method under Options to Automatic.',
		audio: 'Set Upload Method under Options to Automatic.',
		document:
			'Put the file where TwelveLabs can fetch it, and choose URL as Source, or make it smaller.',
	},
	multipart: {},
};

/**
 * A file that TwelveLabs fetches.
 * @throws UserError when it is no web address
 */
export function urlToUpload(value: unknown, named: string | undefined): OneRequest {
	const url = urlOf(value);
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
