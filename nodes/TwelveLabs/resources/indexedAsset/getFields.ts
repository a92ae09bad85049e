import type { INodeProperties } from 'n8n-workflow';

import { embeddingOptions } from '../../fields/embeddingOptions';

export const getOptions: readonly INodeProperties[] = [
	{
		displayName: 'Transcription',
		name: 'transcription',
		type: 'boolean',
		default: false,
		description: 'Whether to include what is spoken in the video, with times',
	},
	embeddingOptions,
];
