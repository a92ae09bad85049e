import type { IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';

import { ownCode } from '../../shared/ownCode';
import type { Operation, Resource } from '../operation';
import { notRun } from './notRun';

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
		if (loaded instanceof Error) return [notRun(this, loaded, [...this.getInputData().keys()])];
		const [{ runAllItems }, { run }] = loaded;
		return await runAllItems({ ...operation, run }, this);
	};
}
