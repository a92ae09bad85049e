import type { INodeProperties } from 'n8n-workflow';

import { nameFilter } from '../../fields/filters';

export const STATUSES = [
	{ name: 'Processing', value: 'processing' },
	{ name: 'Ready', value: 'ready' },
];

export const filterOptions: readonly INodeProperties[] = [
	nameFilter,
	{
		displayName: 'Status',
		name: 'status',
		type: 'multiOptions',
		options: STATUSES,
		default: [],
		description: 'Only what has one of these statuses. None is no limit.',
	},
];
