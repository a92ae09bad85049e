import {
	NodeOperationError,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
} from 'n8n-workflow';

import { ownCode } from '../../shared/ownCode';
import type { Operation, Resource } from '../operation';
import { errorJson } from './errorJson';

type CustomOperations = NonNullable<INodeType['customOperations']>;

/**
 * n8n's own way for declarative nodes to run over all items at once: by resource and operation, what it calls in place of its
 * RoutingNode. See docs/decisions/0006.
 */
export const customOperationsOf = (resources: readonly Resource[]): CustomOperations =>
	Object.fromEntries(
		resources.map(({ value, operations }) => [
			value,
			Object.fromEntries(operations.map((operation) => [operation.value, runOver(operation)])),
		]),
	);

/** All that a run needs is loaded before its first item begins: where it cannot be, nothing is half done. */
function runOver(operation: Operation) {
	const load = ownCode(async () => await Promise.all([import('./allItems.js'), operation.code()]));
	return async function (this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const loaded = await load().catch((error: Error) => error);
		if (loaded instanceof Error) return [notRun(this, loaded)];
		const [{ runAllItems }, { run }] = loaded;
		return await runAllItems({ ...operation, run }, this);
	};
}

/** n8n hands the input on as the output of a node that throws and is set to go on: so each item becomes its error here. */
function notRun(n8n: IExecuteFunctions, reason: Error): INodeExecutionData[] {
	const error = new NodeOperationError(n8n.getNode(), reason);
	if (!n8n.continueOnFail()) throw error;
	return n8n.getInputData().map((_, item) => ({ json: errorJson(error), pairedItem: { item } }));
}
