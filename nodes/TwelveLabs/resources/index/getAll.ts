import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { ENDPOINTS } from '../../../api/endpoints';
import { asChoice, asCollection, asText, valuesOf } from '../../../shared/parameters';
import { listEntities } from '../../entities';
import { chosenIn, dateFilters, dateQuery, isSet } from '../../fields/filters';
import { outputFields } from '../../fields/outputFields';
import { listFields } from '../../fields/returnAll';
import { sortOptions, sortQuery } from '../../fields/sort';
import type { Operation } from '../../operation';
import type { Item } from '../../run/item';
import { MODALITIES } from './modalities';
import { simplifiedIndex } from './simplified';

const FAMILIES = [
	{ name: 'Marengo', value: 'marengo' },
	{ name: 'Pegasus', value: 'pegasus' },
];

const filterOptions: readonly INodeProperties[] = [
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

/** https://docs.twelvelabs.io/api-reference/indexes/list */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many indexes',
	description: 'List your indexes',
	endpoint: ENDPOINTS.indexes.list,
	fields: [...listFields, ...outputFields],
	filters: filterOptions,
	sort: sortOptions,
	run: async (item) =>
		await listEntities(item, simplifiedIndex, { ...filterQuery(item), ...sortQuery(item) }),
};

function filterQuery(item: Item): IDataObject {
	const filters = asCollection('Filters', item.parameter('filters'));
	const { indexName, modelOptions, modelFamily } = filters;
	const modalities = chosenIn('Modalities', modelOptions, MODALITIES);
	return {
		...(isSet(indexName) && { index_name: asText('Name', indexName) }),
		...(modalities.length > 0 && { model_options: modalities.join(',') }),
		...(isSet(modelFamily) && {
			model_family: asChoice('Model Family', modelFamily, valuesOf(FAMILIES)),
		}),
		...dateQuery(filters, item.timezone),
	};
}
