import type { INodeProperties } from 'n8n-workflow';

import { FROM_ASSET, FROM_URL } from '../../fields/mediaAddress';
import { placeFields } from './place';

/** What a task embeds. */
export const MEDIA_TYPES = [
	{ name: 'Audio', value: 'audio' },
	{ name: 'Video', value: 'video' },
] as const;

/** Where the file of a task comes from. */
export const PLACES = [FROM_ASSET, FROM_URL] as const;

export const startFields: readonly INodeProperties[] = [
	{
		displayName: 'Media Type',
		name: 'mediaType',
		type: 'options',
		noDataExpression: true,
		options: [...MEDIA_TYPES],
		default: 'video',
		description: 'What kind of file is turned into vectors',
	},
	{
		displayName: 'Source',
		name: 'mediaSource',
		type: 'options',
		noDataExpression: true,
		options: [...PLACES],
		default: 'asset',
	},
	...placeFields((source) => ({ show: { mediaSource: [source] } })),
];
