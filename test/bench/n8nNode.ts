import { createRequire } from 'node:module';
import { basename, join } from 'node:path';

import { NodeHelpers, type INodeType, type IVersionedNodeType } from 'n8n-workflow';

import type { OtherNode } from '../engine/harness';

/**
 * One of n8n's own nodes, under its own type.
 * @param n8nFolder an installed n8n, which has the node's class
 * @param file such as `HttpRequest/HttpRequest`; the class has the name of the file
 */
export function n8nNode(n8nFolder: string, file: string, typeVersion: number): OtherNode {
	const fromN8n = createRequire(join(n8nFolder, 'package.json'));
	const base = createRequire(fromN8n.resolve('n8n-nodes-base/package.json'));
	// One n8n-workflow for the engine and for the node: a second copy would have error classes of its own.
	require.cache[base.resolve('n8n-workflow')] = require.cache[require.resolve('n8n-workflow')];
	const classes = base(`./dist/nodes/${file}.node.js`) as Record<
		string,
		new () => INodeType | IVersionedNodeType
	>;
	const node = new classes[basename(file)]();
	return {
		type: `n8n-nodes-base.${node.description.name}`,
		typeVersion,
		nodeType: NodeHelpers.getVersionedNodeType(node, typeVersion),
	};
}
