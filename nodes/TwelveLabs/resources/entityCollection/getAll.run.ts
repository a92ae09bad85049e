import { asCollection } from '../../../shared/parameters';
import { listEntities } from '../../entities';
import { nameQuery } from '../../fields/filters';
import { SORT_FIELDS_AND_NAME, sortQuery } from '../../fields/sort';
import type { Run } from '../../operation';
import { simplifiedCollection } from './simplified';

export const run: Run = async (item) =>
	await listEntities(item, simplifiedCollection, {
		...nameQuery(asCollection('Filters', item.parameter('filters'))),
		...sortQuery(item, SORT_FIELDS_AND_NAME),
	});
