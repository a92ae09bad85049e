import type { INodeProperties } from 'n8n-workflow';

import { OUTPUTS } from '../../shared/output';

/** For the operations that return entities. */
export const outputFields: readonly INodeProperties[] = [
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		noDataExpression: true,
		options: OUTPUTS,
		default: 'simplified',
		description: 'How much of the answer to return',
	},
	{
		displayName: 'Fields',
		name: 'fields',
		type: 'string',
		default: '',
		placeholder: 'e.g. _id, filename, system_metadata.width',
		displayOptions: { show: { output: ['selected'] } },
		description:
			'Names of the fields to return, with commas between them. A dot leads into a field: system_metadata.width.',
	},
];
