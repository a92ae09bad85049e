import type { INodeProperties } from 'n8n-workflow';

import { filenameFilter } from '../../fields/filters';

export const TYPES = [
	{ name: 'Audio', value: 'audio' },
	{ name: 'Document', value: 'document' },
	{ name: 'Image', value: 'image' },
	{ name: 'Video', value: 'video' },
];

export const filterOptions: readonly INodeProperties[] = [
	filenameFilter,
	{
		displayName: 'Types',
		name: 'assetTypes',
		type: 'multiOptions',
		options: TYPES,
		default: [],
		description: 'Only files of these types. None is no limit.',
	},
	{
		displayName: 'Asset IDs',
		name: 'assetIds',
		type: 'string',
		default: '',
		placeholder: 'e.g. 69a1c7d4f2b84d3c9e7a1b31, 69a1c7d4f2b84d3c9e7a1b32',
		description: 'Only the assets with these IDs, with commas between them',
	},
];
