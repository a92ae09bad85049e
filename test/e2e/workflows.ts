import {
	NodeConnectionTypes,
	type IDataObject,
	type INode,
	type INodeParameters,
} from 'n8n-workflow';

import { byId } from '../../scripts/example';
import { NODE_TYPE } from '../../scripts/names';

/** Where a run by hand begins. */
export const START: INode = {
	id: 'start',
	name: 'Start',
	type: 'n8n-nodes-base.manualTrigger',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

export const ITEMS = 'Items';

/** Puts out these items. */
export const itemsNode = (items: IDataObject[]): INode => ({
	id: 'items',
	name: ITEMS,
	type: 'n8n-nodes-base.code',
	typeVersion: 2,
	position: [200, 0],
	parameters: { jsCode: `return ${JSON.stringify(items)}.map((json) => ({ json }));` },
});

export const INDEX_ASSET = 'Index Asset';

/** Index Asset, second in its workflow; its credential is filled in by `withCredential`. */
export const indexAssetNode = (
	indexId: string,
	assetId: string,
	options: INodeParameters = {},
): INode => ({
	id: 'index',
	name: INDEX_ASSET,
	type: NODE_TYPE,
	typeVersion: 1,
	position: [200, 0],
	parameters: {
		resource: 'indexedAsset',
		operation: 'create',
		indexId: byId(indexId),
		assetId: byId(assetId),
		options,
	},
});

/** Connects the first output of a node with the next one. */
export const leadsTo = (node: string) => ({
	main: [[{ node, type: NodeConnectionTypes.Main, index: 0 }]],
});
