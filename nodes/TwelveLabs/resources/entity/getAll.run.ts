import type { IDataObject } from 'n8n-workflow';

import { asCollection } from '../../../shared/parameters';
import { listEntities } from '../../entities';
import { chosenIn, nameQuery } from '../../fields/filters';
import { SORT_FIELDS_AND_NAME, sortQuery } from '../../fields/sort';
import type { Run } from '../../operation';
import type { Item } from '../../run/item';
import { STATUSES } from './getAllFields';
import { simplifiedEntity } from './simplified';

export const run: Run = async (item) =>
	await listEntities(item, simplifiedEntity, {
		...filterQuery(item),
		...sortQuery(item, SORT_FIELDS_AND_NAME),
	});

/** The API takes one status; all of them are no limit. */
function filterQuery(item: Item): IDataObject {
	const filters = asCollection('Filters', item.parameter('filters'));
	const statuses = new Set(chosenIn('Status', filters.status, STATUSES));
	return {
		...nameQuery(filters),
		...(statuses.size === 1 && { status: [...statuses][0] }),
	};
}
