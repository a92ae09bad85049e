import {
	NodeOperationError,
	type IExecutePaginationFunctions,
	type IN8nRequestOperations,
	type INodePropertyOptions,
} from 'n8n-workflow';

import { quoted } from '../../api/plainText';
import { ownCode } from '../../shared/ownCode';
import type { Operation } from '../operation';
import { notRun } from './notRun';

type Pagination = Extract<IN8nRequestOperations['pagination'], (...args: never[]) => unknown>;

/**
 * How n8n's RoutingNode runs an operation: item by item, through what n8n calls a pagination function, the one place where it
 * lets a declarative node make requests of its own. n8n takes this way where it does not look for custom operations, as for
 * tools of an MCP Server Trigger.
 */
export const routingOf = (operation: Operation): INodePropertyOptions['routing'] => ({
	request: { method: operation.endpoint.method, url: operation.endpoint.path },
	operations: { pagination: paginationOf(operation) },
});

function paginationOf(operation: Operation): Pagination {
	// The first item of a run loads it, and the others have it then.
	const load = ownCode(
		async () => await Promise.all([import('./routedItem.js'), operation.code()]),
	);
	return async function (this: IExecutePaginationFunctions, request) {
		const loaded = await load().catch((error: Error) => error);
		if (loaded instanceof Error) return notRun(this, loaded, [this.getItemIndex()]);
		const [{ runRoutedItem }, { run }] = loaded;
		return await runRoutedItem({ ...operation, run }, this, request);
	};
}

/**
 * Where a model or a script names an operation that the resource does not have, n8n finds no custom operation, and its
 * RoutingNode would send a request without a path.
 * @throws NodeOperationError
 */
export const unknownOperation: Pagination = async function (this: IExecutePaginationFunctions) {
	const [resource, operation] = ['resource', 'operation'].map((name) =>
		quoted(this.getNodeParameter(name, '')),
	);
	throw new NodeOperationError(
		this.getNode(),
		`Resource ${resource} has no operation ${operation}`,
		{
			itemIndex: this.getItemIndex(),
			description: 'Choose the operation from the list. Nothing was sent.',
		},
	);
};
