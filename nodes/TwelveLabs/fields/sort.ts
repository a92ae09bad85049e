import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { asChoice, asCollection, valuesOf } from '../../shared/parameters';
import type { Item } from '../run/item';

const SORT_FIELDS = [
	{ name: 'Created At', value: 'created_at' },
	{ name: 'Updated At', value: 'updated_at' },
];
const SORT_ORDERS = [
	{ name: 'Newest First', value: 'desc' },
	{ name: 'Oldest First', value: 'asc' },
];

const sortOption: INodeProperties = {
	displayName: 'Sort Order',
	name: 'sortOption',
	type: 'options',
	options: SORT_ORDERS,
	default: 'desc',
	description: 'Which end of the list comes first',
};

/** Inside Sort, for lists that the API sorts by these times. */
export const sortOptions: readonly INodeProperties[] = [
	{
		displayName: 'Sort By',
		name: 'sortBy',
		type: 'options',
		options: SORT_FIELDS,
		default: 'created_at',
		description: 'The time by which the list is sorted',
	},
	sortOption,
];

/** For lists that the API sorts by name, too. */
export const SORT_FIELDS_AND_NAME = [{ name: 'Name', value: 'name' }, ...SORT_FIELDS];

export const sortOptionsAndName: readonly INodeProperties[] = [
	{
		displayName: 'Sort By',
		name: 'sortBy',
		type: 'options',
		options: SORT_FIELDS_AND_NAME,
		default: 'created_at',
		description: 'What the list is sorted by. Of names, Oldest First is from A to Z.',
	},
	sortOption,
];

/**
 * What Sort asks for, in the API's terms. It is stated even where it is the default, since paging through a list relies on
 * its order.
 * @param fields that the list can be sorted by
 */
export function sortQuery(item: Item, fields = SORT_FIELDS): IDataObject {
	const { sortBy = 'created_at', sortOption = 'desc' } = asCollection(
		'Sort',
		item.parameter('sort'),
	);
	return {
		sort_by: asChoice('Sort By', sortBy, valuesOf(fields)),
		sort_option: asChoice('Sort Order', sortOption, valuesOf(SORT_ORDERS)),
	};
}
