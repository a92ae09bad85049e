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

const sortedBy = (options: typeof SORT_FIELDS, description: string): readonly INodeProperties[] => [
	{
		displayName: 'Sort By',
		name: 'sortBy',
		type: 'options',
		options,
		default: 'created_at',
		description,
	},
	sortOption,
];

/** Inside Sort, for lists that the API sorts by these times. */
export const sortOptions = sortedBy(SORT_FIELDS, 'The time by which the list is sorted');

/** For lists that the API sorts by name, too. */
export const SORT_FIELDS_AND_NAME = [{ name: 'Name', value: 'name' }, ...SORT_FIELDS];

export const sortOptionsAndName = sortedBy(
	SORT_FIELDS_AND_NAME,
	'What the list is sorted by. Of names, Oldest First is from A to Z.',
);

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
