import type { IBinaryData } from 'n8n-workflow';

import type { UploadFile } from '../../api/client/file';
import type { ItemContext } from './itemContext';
import { MEGABYTE } from '../../api/megabytes';

/** Pieces in which a file is read: large enough to cost little, small beside n8n's own memory. */
const PIECE_BYTES = MEGABYTE;

/** Begins the IDs of files in n8n's filesystem store, such as `filesystem-v2:workflows/1/...`. */
const FILE_SYSTEM = 'filesystem';

/** Whole groups: base64 has four characters for three bytes. */
const PIECE_CHARACTERS = 4 * 256 * 1024;

/**
 * A file of an input item, read from wherever n8n keeps its binary data, piece by piece.
 * @param value the name of a binary property, or the binary object itself, as an expression may give it
 * @throws NodeOperationError of n8n, where the item has no such file
 */
export async function binaryFile(context: ItemContext, value: unknown): Promise<UploadFile> {
	const binary = context.binary(value);
	const { fileName, fileExtension, mimeType, id } = binary;
	return {
		// Of a Code node, any of them may be missing.
		name: fileName || ['file', fileExtension].filter(Boolean).join('.'),
		type: mimeType ?? '',
		bytes: await lengthOf(context, binary),
		read: async () =>
			id === undefined
				? decoded(withoutBreaks(binary.data))
				: await context.n8n.helpers.getBinaryStream(id, PIECE_BYTES),
		// A stream of a file reads each piece into memory of its own; what other stores do is theirs.
		ownsPieces: id === undefined || id.startsWith(FILE_SYSTEM),
	};
}

/** `fileSize` of the binary object is a text for users, such as `1.2 MB`. */
async function lengthOf({ n8n }: ItemContext, { id, bytes, data }: IBinaryData): Promise<number> {
	if (id === undefined) return Buffer.byteLength(withoutBreaks(data), 'base64');
	return bytes ?? (await n8n.helpers.getBinaryMetadata(id)).fileSize;
}

/** Without the whole file beside its text in memory. */
async function* decoded(base64: string): AsyncGenerator<Uint8Array> {
	for (let at = 0; at < base64.length; at += PIECE_CHARACTERS) {
		yield Buffer.from(base64.slice(at, at + PIECE_CHARACTERS), 'base64');
	}
}

/** Base64 of e-mails has lines. */
const withoutBreaks = (base64: string): string =>
	/\s/.test(base64) ? base64.replace(/\s+/g, '') : base64;
