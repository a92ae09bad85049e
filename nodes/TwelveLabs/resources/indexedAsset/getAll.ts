import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { perItem, type Item } from '../../../api/item';
import type { IndexedAsset } from '../../../api/types';
import { asChoice, asCollection, valuesOf } from '../../../parameters';
import { list } from '../list';
import { maxRateLimitWaitOption } from '../maxRateLimitWait';
import { filterOptions, filterQuery } from './filters';
import { INDEXED_ASSETS } from './paths';

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
	action: 'Get many indexed assets',
	description: 'List the assets in an index',
	routing: {
		request: { method: 'GET', url: INDEXED_ASSETS },
		operations: { pagination: perItem(getIndexedAssets) },
	},
};

const showOnlyForGetAll = { resource: ['indexedAsset'], operation: ['getAll'] };

export const getAllFields: INodeProperties[] = [
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		displayOptions: { show: showOnlyForGetAll },
		options: filterOptions,
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		displayOptions: { show: showOnlyForGetAll },
		options: [
			maxRateLimitWaitOption,
			{
				displayName: 'Sort By',
				name: 'sortBy',
				type: 'options',
				options: SORT_FIELDS,
				default: 'created_at',
			},
			{
				displayName: 'Sort Order',
				name: 'sortOption',
				type: 'options',
				options: SORT_DIRECTIONS,
				default: 'desc',
			},
		],
	},
];

async function getIndexedAssets(item: Item): Promise<IDataObject[]> {
	const filters = asCollection('Filters', item.parameter('filters'));
	return await list<IndexedAsset>(item, {
		...filterQuery(filters, item.timezone),
		...sorting(item.options),
	});
}

/** Named even where it is the default, since paging through a list relies on its order. */
const sorting = ({ sortBy = 'created_at', sortOption = 'desc' }: IDataObject): IDataObject => ({
	sort_by: asChoice('Sort By', sortBy, valuesOf(SORT_FIELDS)),
	sort_option: asChoice('Sort Order', sortOption, valuesOf(SORT_DIRECTIONS)),
});
