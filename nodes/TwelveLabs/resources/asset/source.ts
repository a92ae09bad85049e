import { UserError } from 'n8n-workflow';

import type { Form, FormFile } from '../../../api/client/form';
import { quoted, trimmed } from '../../../api/plainText';

/** What is uploaded. */
export interface Source {
	/** Fields of the form that name it, or hold it. */
	form: Form;
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

type Kind = 'video' | 'audio' | 'image' | 'document';

/** Of a file that a request holds. https://docs.twelvelabs.io/api-reference/upload-content/direct-uploads/create */
const MAX_MEGABYTES: Readonly<Record<Kind, number>> = {
	video: 200,
	audio: 200,
	image: 32,
	document: 200,
};

/** Types of documents, and those that n8n does not derive from a file's name. */
const DOCUMENTS = ['application/pdf', 'text/plain', 'text/markdown'];

/** Where n8n does not know the type of a file. */
const UNKNOWN = ['application/octet-stream', ''];

/** Common containers by the end of a name, with the type that is sent for them. */
const TYPES: Readonly<Record<string, string>> = {
	avi: 'video/x-msvideo',
	flac: 'audio/flac',
	jpeg: 'image/jpeg',
	jpg: 'image/jpeg',
	m4a: 'audio/mp4',
	md: 'text/markdown',
	mkv: 'video/x-matroska',
	mov: 'video/quicktime',
	mp3: 'audio/mpeg',
	mp4: 'video/mp4',
	mpeg: 'video/mpeg',
	mts: 'video/mp2t',
	mxf: 'application/mxf',
	pdf: 'application/pdf',
	png: 'image/png',
	ts: 'video/mp2t',
	wav: 'audio/wav',
	webm: 'video/webm',
};

/**
 * A file of the input item.
 * @param named what the user wants the asset to be called
 * @throws UserError for a file that TwelveLabs does not take: before its first byte leaves
 */
export function fileToUpload(file: FormFile, named: string | undefined): Source {
	const name = named ?? file.name;
	const type = UNKNOWN.includes(file.type) ? (typeByName(name) ?? file.type) : file.type;
	const kind = kindOf(type);
	if (!kind) {
		throw new UserError(`TwelveLabs takes no file of the type ${quoted(file.type)}: ${name}`, {
			description:
				'It takes videos, audio, images, PDF, text and Markdown. Give the file its right type or a name with its ending, such as keynote.mp4. Nothing was sent for this item.',
		});
	}
	if (file.bytes === 0) {
		throw new UserError(`${name} is empty`, {
			description: 'Check the node that reads the file. Nothing was sent for this item.',
		});
	}
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
		// Fields come before the file, so that a server knows them when it begins to read it.
		form: { method: 'direct', filename: name, file: { ...file, name, type } },
		name,
		filename: name,
		isNamed: true,
		method: 'direct',
		ifNotProcessed: 'Check that the file is complete and plays to its end, then upload it again.',
	};
}

const typeByName = (name: string): string | undefined =>
	TYPES[name.slice(name.lastIndexOf('.') + 1).toLowerCase()];

function kindOf(type: string): Kind | undefined {
	const [family] = type.toLowerCase().split('/');
	if (family === 'video' || family === 'audio' || family === 'image') return family;
	// A container of broadcasters.
	if (type === TYPES.mxf) return 'video';
	return DOCUMENTS.some((document) => type.toLowerCase().startsWith(document))
		? 'document'
		: undefined;
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
		name: named ?? url,
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
