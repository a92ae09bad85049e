import type { INodeProperties } from 'n8n-workflow';

import { videoSourceFields } from '../../fields/videoSource';

/** What a task embeds. */
export const MEDIA_TYPES = [
	{ name: 'Audio', value: 'audio' },
	{ name: 'Video', value: 'video' },
] as const;

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
	...videoSourceFields,
];
