import type { IDataObject } from 'n8n-workflow';

import { asCollection, asTextList } from '../../../shared/parameters';
import { listEntities } from '../../entities';
import { chosenIn, filenameQuery, isSet } from '../../fields/filters';
import type { Run } from '../../operation';
import type { Item } from '../../run/item';
import { simplifiedAsset } from '../../../shared/simplifiedAsset';
import { TYPES } from './getAllFields';

export const run: Run = async (item) =>
	await listEntities(item, simplifiedAsset, filterQuery(item));

function filterQuery(item: Item): IDataObject {
	const filters = asCollection('Filters', item.parameter('filters'));
	const { assetTypes, assetIds } = filters;
	const types = chosenIn('Types', assetTypes, TYPES);
	const ids = isSet(assetIds) ? asTextList('Asset IDs', assetIds) : [];
	return {
		...filenameQuery(filters),
		...(types.length > 0 && { asset_types: types }),
		...(ids.length > 0 && { asset_ids: ids }),
	};
}
