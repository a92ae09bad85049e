import type { IExecuteFunctions, INodeType } from 'n8n-workflow';

import type { Resource } from '../operation';

type CustomOperations = NonNullable<INodeType['customOperations']>;

/**
 * n8n's own way for declarative nodes to run over all items at once: by resource and operation, what it calls in place of its
 * RoutingNode. See docs/decisions/0006.
 */
export const customOperationsOf = (resources: readonly Resource[]): CustomOperations =>
	Object.fromEntries(
		resources.map(({ value, operations }) => [
			value,
			Object.fromEntries(
				operations.map((operation) => [
					operation.value,
					async function (this: IExecuteFunctions) {
						const { runAllItems } = await import('./allItems.js');
						return await runAllItems(operation, this);
					},
				]),
			),
		]),
	);
