import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { perItem, type Item } from '../../../api/item';
import type { IndexedAsset } from '../../../api/types';
import { invalid } from '../../parameters';
import { list } from '../list';
import { filterOptions, filterQuery } from './filters';
import { INDEXED_ASSETS } from './paths';

const SORT_FIELDS = ['created_at', 'updated_at'];
const SORT_DIRECTIONS = ['asc', 'desc'];

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
			{
				displayName: 'Sort By',
				name: 'sortBy',
				type: 'options',
				options: [
					{ name: 'Created At', value: 'created_at' },
					{ name: 'Updated At', value: 'updated_at' },
				],
				default: 'created_at',
			},
			{
				displayName: 'Sort Order',
				name: 'sortOption',
				type: 'options',
				options: [
					{ name: 'Newest First', value: 'desc' },
					{ name: 'Oldest First', value: 'asc' },
				],
				default: 'desc',
			},
		],
	},
];

async function getIndexedAssets(item: Item): Promise<IDataObject[]> {
	return await list<IndexedAsset>(item, {
		...filterQuery(item.parameter('filters') as IDataObject, item.timezone),
		...sorting(item.parameter('options') as IDataObject),
	});
}

/** Named even where it is the default, since paging through a list relies on its order. */
function sorting({ sortBy = 'created_at', sortOption = 'desc' }: IDataObject): IDataObject {
	if (!SORT_FIELDS.includes(String(sortBy))) {
		throw invalid('Sort By', sortBy, `is none of ${SORT_FIELDS.join(', ')}`);
	}
	if (!SORT_DIRECTIONS.includes(String(sortOption))) {
		throw invalid('Sort Order', sortOption, `is none of ${SORT_DIRECTIONS.join(', ')}`);
	}
	return { sort_by: sortBy, sort_option: sortOption };
}
