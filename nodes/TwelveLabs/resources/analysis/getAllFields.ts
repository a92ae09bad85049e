import type { INodeProperties } from 'n8n-workflow';

import { statusFilter } from '../../fields/filters';
import { EXAMPLE_URL } from '../../fields/mediaAddress';

const STATUSES = [
	{ name: 'Canceled', value: 'canceled' },
	{ name: 'Failed', value: 'failed' },
	{ name: 'Pending', value: 'pending' },
	{ name: 'Processing', value: 'processing' },
	{ name: 'Queued', value: 'queued' },
	{ name: 'Ready', value: 'ready' },
];

export const MODES = [
	{ name: 'General', value: 'general', description: 'Answers to a prompt' },
	{ name: 'Segments', value: 'time_based_metadata', description: 'Segments of a video' },
];

export const filterOptions: readonly INodeProperties[] = [
	statusFilter(STATUSES),
	{
		displayName: 'Asset ID',
		name: 'assetId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 69a1c7d4f2b84d3c9e7a1b31',
		description: 'Only analyses of this asset',
	},
	{
		displayName: 'Video URL',
		name: 'videoUrl',
		type: 'string',
		default: '',
		placeholder: `e.g. ${EXAMPLE_URL}`,
		description: 'Only analyses of the video at exactly this address',
	},
	{
		displayName: 'Mode',
		name: 'analysisMode',
		type: 'options',
		options: MODES,
		default: 'general',
		description: 'Only analyses of this kind',
	},
];
