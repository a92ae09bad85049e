import type { IDataObject } from 'n8n-workflow';

import { ENDPOINTS } from '../../../api/endpoints';
import { indexLocator } from '../../../shared/locators/indexLocator';
import { asCollection } from '../../../shared/parameters';
import { listEntities } from '../../entities';
import { outputFields } from '../../fields/outputFields';
import { listFields } from '../../fields/returnAll';
import { sortOptions, sortQuery } from '../../fields/sort';
import type { Operation } from '../../operation';
import type { Item } from '../../run/item';
import { filterOptions, filterQuery } from './filters';
import { simplifiedIndexedAsset } from './simplified';

/** https://docs.twelvelabs.io/api-reference/index-content/list */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many indexed assets by index ID',
	description: 'List the assets in an index',
	endpoint: ENDPOINTS.indexedAssets.list,
	fields: [indexLocator, ...listFields, ...outputFields],
	filters: filterOptions,
	sort: sortOptions,
	run: getIndexedAssets,
};

async function getIndexedAssets(item: Item): Promise<IDataObject[]> {
	const filters = asCollection('Filters', item.parameter('filters'));
	const simplify = (entry: IDataObject) => simplifiedIndexedAsset(entry, item.id('indexId'));
	const query = { ...filterQuery(filters, item.timezone), ...sortQuery(item) };
	return await listEntities(item, simplify, query);
}
