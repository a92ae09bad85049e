import type { IDataObject } from 'n8n-workflow';

import { asCollection } from '../../../shared/parameters';
import { listEntities } from '../../entities';
import { sortQuery } from '../../fields/sort';
import type { Item } from '../../run/item';
import { filterQuery } from './filters';
import { simplifiedIndexedAsset } from './simplified';

export async function run(item: Item): Promise<IDataObject[]> {
	const filters = asCollection('Filters', item.parameter('filters'));
	const simplify = (entry: IDataObject) => simplifiedIndexedAsset(entry, item.id('indexId'));
	const query = { ...filterQuery(filters, item.timezone), ...sortQuery(item) };
	return await listEntities(item, simplify, query);
}
