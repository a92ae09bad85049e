import { createHash } from 'node:crypto';

import { PDF, type EmbeddedFile } from '../embedding/file';
import type { NamedSource } from '../embedding/request';
import { ApiError, requireThat } from '../errors';
import { assetFootage } from '../material/footage';
import {
	decodedBytes,
	nameIn,
	requireOnePlace,
	unseenSeconds,
	type MediaPlace,
} from '../material/mediaPlace';
import { MEGABYTE } from '../megabyte';
import { assetTypeOf, fileTypeOf } from '../records';
import type { Call } from './call';
import { requireReadyAsset } from './lookup';

type Kind = NamedSource['media_type'];

/** Documented, of what is sent in base64, once it is decoded. */
const MAX_DECODED_MB: Record<Kind, number> = { video: 36, audio: 36, document: 36, image: 32 };

/** The size of a file that the simulator never sees. */
const UNSEEN_BYTES = MEGABYTE;

/** `%PDF-`, in base64. */
const BASE64_OF_PDF = 'JVBERi0';

/**
 * The file that a request is about.
 * @param maxSeconds a file that the simulator never sees is no longer
 * @throws what the API answers where it is no such file, is not ready, or is too large
 */
export function fileOf(
	call: Call,
	place: MediaPlace,
	kind: Kind,
	maxSeconds = Infinity,
): EmbeddedFile {
	requireOnePlace(place);
	const { asset_id: assetId, url, base64_string: base64 } = place;
	if (assetId !== undefined) return fileOfAsset(call, assetId, kind);
	const unseen = {
		duration: Math.min(unseenSeconds(place), maxSeconds),
		hasSpeech: kind === 'video' || kind === 'audio',
		fileType: `${kind}/unknown`,
		bytes: UNSEEN_BYTES,
	};
	if (url !== undefined) {
		const filename = nameIn(url);
		return {
			...unseen,
			filename,
			...(kind === 'document' && { fileType: documentType(filename) }),
		};
	}
	return { ...unseen, ...decoded(call, base64 ?? '', kind) };
}

/** The refusal of what is too large to be embedded. */
export function tooLarge({ switches }: Call, message: string): ApiError {
	return new ApiError(413, 'content_too_large', message, switches.tooLargeBody);
}

function fileOfAsset(call: Call, id: string, kind: Kind): EmbeddedFile {
	const asset = requireReadyAsset(call, id, 'embedded');
	const { fileType, media, sha256, pages } = asset;
	requireThat(assetTypeOf(fileType) === kind, `asset ${id} is not of type ${kind}`);
	return { ...assetFootage(asset), fileType, bytes: media.size, sha256, pages };
}

/** A PDF, unless the name says that it is a text. */
function documentType(filename: string): string {
	const type = fileTypeOf(filename);
	return type.startsWith('text/') ? type : PDF;
}

/** What a file in base64 is: it has no name, and only that of a text is read. */
function decoded(call: Call, base64: string, kind: Kind): Partial<EmbeddedFile> & { filename: '' } {
	const bytes = decodedBytes({ base64_string: base64 });
	const max = MAX_DECODED_MB[kind];
	if (bytes > max * MEGABYTE) throw tooLarge(call, `base64_string is above ${max} MB.`);
	const content = Buffer.from(base64, 'base64');
	const sha256 = createHash('sha256').update(content).digest('hex');
	if (kind !== 'document') return { filename: '', bytes, sha256 };
	if (base64.startsWith(BASE64_OF_PDF)) return { filename: '', bytes, fileType: PDF };
	return {
		filename: '',
		bytes,
		fileType: 'text/plain',
		pages: content.toString().split(/(?<=[.!?])\s+/),
	};
}
