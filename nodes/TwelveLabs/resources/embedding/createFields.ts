import type { INodeProperties } from 'n8n-workflow';

import { binaryField, FROM_ASSET, FROM_URL } from '../../fields/mediaAddress';
import { placeFields } from './place';

/** What is embedded. */
export const INPUTS = [
	{ name: 'Audio', value: 'audio' },
	{ name: 'Image', value: 'image' },
	{ name: 'Text', value: 'text' },
	{ name: 'Text and Image', value: 'textImage', description: 'Both in one vector' },
	{ name: 'Video', value: 'video' },
] as const;

/** Where the file comes from. */
export const SOURCES = [
	FROM_ASSET,
	{
		name: 'Binary File',
		value: 'binary',
		description: 'A file of the input item: at most 36 MB, an image 32 MB',
	},
	FROM_URL,
] as const;

const WITH_FILE = ['audio', 'image', 'textImage', 'video'];

const fromSource = (source: string) => ({
	show: { inputType: WITH_FILE, mediaSource: [source] },
});

export const createFields: readonly INodeProperties[] = [
	{
		displayName: 'Input',
		name: 'inputType',
		type: 'options',
		noDataExpression: true,
		options: [...INPUTS],
		default: 'text',
		description: 'What is turned into vectors',
	},
	{
		displayName: 'Text',
		name: 'text',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		required: true,
		displayOptions: { show: { inputType: ['text', 'textImage'] } },
		description: 'At most 500 tokens, with marengo3.5 2000. A token has about four characters.',
	},
	{
		displayName: 'Source',
		name: 'mediaSource',
		type: 'options',
		noDataExpression: true,
		options: [...SOURCES],
		default: 'binary',
		displayOptions: { show: { inputType: WITH_FILE } },
	},
	...placeFields(fromSource),
	binaryField(fromSource('binary'), 'embedded'),
];
