import type { INodeProperties } from 'n8n-workflow';

import { assetLocator } from '../../shared/locators/assetLocator';
import { indexLocator } from '../../shared/locators/indexLocator';
import { indexedAssetLocator } from '../../shared/locators/indexedAssetLocator';
import { showFor } from './show';

/**
 * Fields that several operations share. Each stands in the node once: every top-level property costs every item
 * processing time, shown or not, so a field for each operation would make the node slower with each operation.
 */

const indexId: INodeProperties = {
	...indexLocator,
	displayOptions: showFor('create', 'delete', 'get', 'getAll', 'update'),
};

const assetId: INodeProperties = {
	...assetLocator,
	displayOptions: showFor('create', 'getAllByAsset'),
};

const indexedAssetId: INodeProperties = {
	...indexedAssetLocator,
	displayOptions: showFor('delete', 'get', 'update'),
};

const returnAll: INodeProperties = {
	displayName: 'Return All',
	name: 'returnAll',
	type: 'boolean',
	default: false,
	displayOptions: showFor('getAll', 'getAllByAsset'),
	description: 'Whether to return all results or only up to a given limit',
};

const limit: INodeProperties = {
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 50,
	displayOptions: {
		show: {
			resource: ['indexedAsset'],
			operation: ['getAll', 'getAllByAsset'],
			returnAll: [false],
		},
	},
	description: 'Max number of results to return',
};

export const sharedFields: INodeProperties[] = [indexId, assetId, indexedAssetId, returnAll, limit];
