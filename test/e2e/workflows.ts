import { NodeConnectionTypes, type IDataObject, type INode } from 'n8n-workflow';

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

/** Connects the first output of a node with the next one. */
export const leadsTo = (node: string) => ({
	main: [[{ node, type: NodeConnectionTypes.Main, index: 0 }]],
});
