import type { INodeProperties } from 'n8n-workflow';

import { statusFilter } from '../../fields/filters';

export const filterOptions: readonly INodeProperties[] = [
	statusFilter([
		{ name: 'Failed', value: 'failed' },
		{ name: 'Processing', value: 'processing' },
		{ name: 'Ready', value: 'ready' },
	]),
	{
		displayName: 'Started After',
		name: 'startedAfter',
		type: 'dateTime',
		default: '',
		description: 'Only what was started from this time on. Without any time, the last seven days.',
	},
	{
		displayName: 'Started Before',
		name: 'startedBefore',
		type: 'dateTime',
		default: '',
		description: 'Only what was started up to this time',
	},
];
