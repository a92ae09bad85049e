import { NodeConnectionTypes, type INode } from 'n8n-workflow';

/** Where a run by hand begins. */
export const START: INode = {
	id: 'start',
	name: 'Start',
	type: 'n8n-nodes-base.manualTrigger',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** Connects the first output of a node with the next one. */
export const leadsTo = (node: string) => ({
	main: [[{ node, type: NodeConnectionTypes.Main, index: 0 }]],
});
