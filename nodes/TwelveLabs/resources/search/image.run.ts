import type { IDataObject } from 'n8n-workflow';

import type { Form } from '../../../api/client/form';
import { trimmed } from '../../../api/plainText';
import { asChoice, asText, asTextList, valuesOf } from '../../../shared/parameters';
import type { Item } from '../../run/item';
import { imageFiles, imageUrls } from './images';
import { searchClips } from './searchClips';
import { SOURCES } from './imageFields';

export async function run(item: Item): Promise<IDataObject[]> {
	const query = trimmed(asText('Query', item.parameter('queryText') ?? ''));
	return await searchClips(item, {
		query_media_type: 'image',
		...(query !== '' && { query_text: query }),
		...(await imagesOf(item)),
	});
}

async function imagesOf(item: Item): Promise<Form> {
	const source = asChoice('Image Source', item.parameter('mediaSource'), valuesOf(SOURCES));
	if (source === 'url') return { query_media_url: imageUrls(item.parameter('imageUrls')) };
	const given = item.parameter('binaryPropertyName');
	const files = binariesOf(given).map(async (one) => await item.file(one));
	return { query_media_file: imageFiles(await Promise.all(files)) };
}

/** Names of binary properties, and binary objects, which an expression may give. */
function binariesOf(given: unknown): unknown[] {
	if (typeof given === 'string') return asTextList('Input Data Field Name', given);
	return Array.isArray(given) ? (given as unknown[]) : [given];
}
