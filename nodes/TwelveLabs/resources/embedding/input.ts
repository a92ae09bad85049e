import { type IDataObject, UserError } from 'n8n-workflow';

import { piecesOf, type UploadFile } from '../../../api/client/file';
import { trimmed } from '../../../api/plainText';
import { type EmbeddingModel, takesMultiInput } from '../../../shared/embedding/model';
import { asChoice, asText, valuesOf } from '../../../shared/parameters';
import { mediaFile } from '../../fields/mediaFile';
import type { Item } from '../../run/item';
import { INPUTS, SOURCES } from './createFields';
import { type Place, placeOf } from './place';
import type { TimedKind } from './timed';

/** A file that is embedded. */
export interface Media {
	kind: 'image' | TimedKind;
	/** Of a file of the input item, nothing. */
	place: Place;
	/** Of the input item. */
	file?: UploadFile;
}

/** What is embedded: a text, a file, or both. */
export interface Input {
	/** In the words of Marengo 3.0. */
	type: string;
	text?: string;
	media?: Media;
}

/** Documented, of what is sent inside the request, before it is encoded. */
const MAX_MEGABYTES = { audio: 36, image: 32, video: 36 };

/** Documented for models that take several inputs, of each. */
const MAX_MEGABYTES_OF_INPUT = 32;

/**
 * What the fields name.
 * @throws UserError naming the field or the file; nothing has been sent by then
 */
export async function inputOf(item: Item, model: EmbeddingModel): Promise<Input> {
	const chosen = asChoice('Input', item.parameter('inputType'), valuesOf(INPUTS));
	if (chosen === 'text') return { type: chosen, text: textOf(item) };
	if (chosen === 'textImage') {
		const text = textOf(item);
		return { type: 'text_image', text, media: await mediaOf(item, 'image', model) };
	}
	return { type: chosen, media: await mediaOf(item, chosen, model) };
}

function textOf(item: Item): string {
	const text = asText('Text', item.parameter('text') ?? '');
	if (trimmed(text) !== '') return text;
	throw new UserError('Text is empty', {
		description: 'Give the text to embed. Nothing was sent for this item.',
	});
}

async function mediaOf(item: Item, kind: Media['kind'], model: EmbeddingModel): Promise<Media> {
	const source = asChoice('Source', item.parameter('mediaSource'), valuesOf(SOURCES));
	if (source !== 'binary') return { kind, place: placeOf(item, source) };
	const file = mediaFile(await item.file(item.parameter('binaryPropertyName')), {
		kind,
		maxMegabytes: takesMultiInput(model) ? MAX_MEGABYTES_OF_INPUT : MAX_MEGABYTES[kind],
		by: 'an embedding',
		ifTooLarge:
			kind === 'image'
				? 'Make it smaller.'
				: 'Upload it with Asset > Upload, and choose Asset as Source.',
	});
	return { kind, place: {}, file };
}

/**
 * The file in the API's terms.
 * @throws UnreadableFile
 */
export async function sourceOf({ place, file }: Media): Promise<IDataObject> {
	if (!file) return { ...place };
	const pieces: Uint8Array[] = [];
	for await (const piece of piecesOf(file, { opened() {} })) pieces.push(piece);
	return { base64_string: Buffer.concat(pieces).toString('base64') };
}
