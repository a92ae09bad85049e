import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { ENDPOINTS } from '../../../api/endpoints';
import { asCollection, asTextList } from '../../../shared/parameters';
import { listEntities } from '../../entities';
import { chosenIn, filenameFilter, filenameQuery, isSet } from '../../fields/filters';
import { outputFields } from '../../fields/outputFields';
import { listFields } from '../../fields/returnAll';
import type { Operation } from '../../operation';
import type { Item } from '../../run/item';
import { simplifiedAsset } from './simplified';

const TYPES = [
	{ name: 'Audio', value: 'audio' },
	{ name: 'Document', value: 'document' },
	{ name: 'Image', value: 'image' },
	{ name: 'Video', value: 'video' },
];

const filterOptions: readonly INodeProperties[] = [
	filenameFilter,
	{
		displayName: 'Types',
		name: 'assetTypes',
		type: 'multiOptions',
		options: TYPES,
		default: [],
		description: 'Only files of these types. None is no limit.',
	},
	{
		displayName: 'Asset IDs',
		name: 'assetIds',
		type: 'string',
		default: '',
		placeholder: 'e.g. 69a1c7d4f2b84d3c9e7a1b31, 69a1c7d4f2b84d3c9e7a1b32',
		description: 'Only the assets with these IDs, with commas between them',
	},
];

/** https://docs.twelvelabs.io/api-reference/upload-content/direct-uploads/list */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many assets',
	description: 'List uploaded files, the newest first',
	endpoint: ENDPOINTS.assets.list,
	fields: [...listFields, ...outputFields],
	filters: filterOptions,
	run: async (item) => await listEntities(item, simplifiedAsset, filterQuery(item)),
};

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
