import type { INodeProperties } from 'n8n-workflow';

import { dateFilters } from '../../fields/filters';
import { MODALITIES } from './modalities';

export const FAMILIES = [
	{ name: 'Marengo', value: 'marengo' },
	{ name: 'Pegasus', value: 'pegasus' },
];

export const filterOptions: readonly INodeProperties[] = [
	{
		displayName: 'Name',
		name: 'indexName',
		type: 'string',
		default: '',
		placeholder: 'e.g. Product Demos',
		description: 'Only indexes of this name',
	},
	{
		displayName: 'Modalities',
		name: 'modelOptions',
		type: 'multiOptions',
		options: MODALITIES,
		default: [],
		description: 'Only indexes whose models analyze all of these. None is no limit.',
	},
	{
		displayName: 'Model Family',
		name: 'modelFamily',
		type: 'options',
		options: FAMILIES,
		default: 'marengo',
		description: 'Only indexes with a model of this family',
	},
	...dateFilters({
		created_at: 'Only indexes that were created at or after this time',
		updated_at: 'Only indexes that were changed at or after this time',
	}),
];
