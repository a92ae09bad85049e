import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Form } from '../../../api/client/form';
import { ENDPOINTS } from '../../../api/endpoints';
import { trimmed } from '../../../api/plainText';
import { asChoice, asText, asTextList, valuesOf } from '../../../shared/parameters';
import type { Operation } from '../../operation';
import type { Item } from '../../run/item';
import { searchFilters } from './filters';
import { imageFiles, imageUrls } from './images';
import { searchClips } from './searchClips';
import { queryText, searchFields, searchOptions } from './searchFields';

/** Where the images come from. */
const SOURCES = [
	{ name: 'Binary File', value: 'binary', description: 'Images of the input item' },
	{
		name: 'URL',
		value: 'url',
		description: 'Public addresses, from which TwelveLabs fetches the images itself',
	},
];

const imageFields: INodeProperties[] = [
	{
		displayName: 'Image Source',
		name: 'mediaSource',
		type: 'options',
		noDataExpression: true,
		options: SOURCES,
		default: 'binary',
	},
	{
		displayName: 'Input Data Field Name',
		name: 'binaryPropertyName',
		type: 'string',
		default: 'data',
		required: true,
		hint: 'The names of the input fields containing the images, with commas between them',
		displayOptions: { show: { mediaSource: ['binary'] } },
		description: 'At most ten. An expression may also give a binary object itself, or a list.',
	},
	{
		displayName: 'Image URLs',
		name: 'imageUrls',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. https://example.com/images/logo.png',
		displayOptions: { show: { mediaSource: ['url'] } },
		description:
			'Direct links to the images, at most ten, with commas between them. An expression may also give a list.',
	},
];

/** https://docs.twelvelabs.io/api-reference/any-to-video-search/make-search-request */
export const image: Operation = {
	value: 'image',
	name: 'Search by Image',
	action: 'Search videos by image',
	description: 'Find the clips of an index that show what images show',
	endpoint: ENDPOINTS.search.create,
	fields: searchFields(...imageFields, queryText(false)),
	filters: searchFilters,
	options: searchOptions,
	run: searchByImage,
};

async function searchByImage(item: Item): Promise<IDataObject[]> {
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
