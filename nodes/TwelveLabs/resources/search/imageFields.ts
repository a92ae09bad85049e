import type { INodeProperties } from 'n8n-workflow';

/** Where the images come from. */
export const SOURCES = [
	{ name: 'Binary File', value: 'binary', description: 'Images of the input item' },
	{
		name: 'URL',
		value: 'url',
		description: 'Public addresses, from which TwelveLabs fetches the images itself',
	},
];

export const imageFields: INodeProperties[] = [
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
