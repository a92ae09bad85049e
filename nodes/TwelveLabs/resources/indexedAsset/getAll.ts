import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { perItem, type Item } from '../../run/perItem';
import type { IndexedAsset } from '../../../shared/types';
import { asChoice, asCollection, valuesOf } from '../../../shared/parameters';
import { outputShape } from '../../../shared/output';
import { idsOfNames } from '../../../shared/locators/idsOfNames';
import { list } from '../list';
import { showFor, showInside } from '../show';
import { filterOptions, filterQuery } from './filters';
import { INDEXED_ASSETS } from './paths';
import { simplifiedIndexedAsset } from './simplified';

const SORT_FIELDS = [
	{ name: 'Created At', value: 'created_at' },
	{ name: 'Updated At', value: 'updated_at' },
];
const SORT_DIRECTIONS = [
	{ name: 'Newest First', value: 'desc' },
	{ name: 'Oldest First', value: 'asc' },
];

/** https://docs.twelvelabs.io/api-reference/index-content/list */
export const getAllOperation: INodePropertyOptions = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many indexed assets by index ID',
	description: 'List the assets in an index',
	routing: {
		request: { method: 'GET', url: INDEXED_ASSETS },
		operations: { pagination: perItem(getIndexedAssets, idsOfNames) },
	},
};

const shown = showInside('getAll');

/** For the node's one Filters field and its one Sort field, see `optionsField`. */
export const filtersField: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	displayOptions: showFor('getAll'),
	options: filterOptions.map((option) => ({ ...option, displayOptions: shown })),
};

export const sortField: INodeProperties = {
	displayName: 'Sort',
	name: 'sort',
	type: 'collection',
	placeholder: 'Add Sorting',
	default: {},
	displayOptions: showFor('getAll'),
	options: [
		{
			displayName: 'Sort By',
			name: 'sortBy',
			type: 'options',
			options: SORT_FIELDS,
			default: 'created_at',
			displayOptions: shown,
			description: 'The time by which the list is sorted',
		},
		{
			displayName: 'Sort Order',
			name: 'sortOption',
			type: 'options',
			options: SORT_DIRECTIONS,
			default: 'desc',
			displayOptions: shown,
			description: 'Which end of the list comes first',
		},
	],
};

async function getIndexedAssets(item: Item): Promise<IDataObject[]> {
	const filters = asCollection('Filters', item.parameter('filters'));
	const sort = asCollection('Sort', item.parameter('sort'));
	const shape = outputShape(item, (entry) => simplifiedIndexedAsset(entry, item.id('indexId')));
	const entries = await list<IndexedAsset>(item, {
		...filterQuery(filters, item.timezone),
		...sorting(sort),
	});
	return entries.map(shape);
}

/** Named even where it is the default, since paging through a list relies on its order. */
const sorting = ({ sortBy = 'created_at', sortOption = 'desc' }: IDataObject): IDataObject => ({
	sort_by: asChoice('Sort By', sortBy, valuesOf(SORT_FIELDS)),
	sort_option: asChoice('Sort Order', sortOption, valuesOf(SORT_DIRECTIONS)),
});
