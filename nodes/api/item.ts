import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type IExecutePaginationFunctions,
	type IN8nRequestOperations,
	type INodeExecutionData,
} from 'n8n-workflow';

import { itemConnection, type ApiRequest, type Connection } from './connection';
import { fillPath } from './path';

/** One input item on its way through an operation. */
export interface Item {
	connection: Connection;
	/** The request that the operation's routing declares, its path filled from the parameters. */
	request: ApiRequest;
	/** A parameter with its expressions resolved for this item. */
	parameter(name: string): unknown;
	/** The ID that a resource locator holds. */
	id(name: string): string;
	/** The time zone of the workflow, for times that name none. */
	timezone: string;
	/** Fires when the user stops the execution. */
	cancel?: AbortSignal;
}

/** What an operation does for one item: it gives the JSON of each output item. */
export type Operation = (item: Item) => Promise<IDataObject[]>;

type Pagination = Extract<IN8nRequestOperations['pagination'], (...args: never[]) => unknown>;

/**
 * Makes an operation of what n8n calls a pagination function: the one place where a declarative node may make requests
 * of its own, wait between them and shape the items.
 *
 * It gives each output item its pairing, which n8n's routing leaves out, and each error its item. With
 * *Continue (using error output)* the error becomes an item of the keys `error` and `details` alone: n8n then keeps both,
 * and merges the input item in; an item with an error object would be cut down to its message.
 */
export function perItem(operation: Operation): Pagination {
	return async function (this: IExecutePaginationFunctions, { options }) {
		const pairedItem = { item: this.getItemIndex() };
		try {
			const item = itemOf(this, itemConnection(this, options), options.method, options.url);
			const results = await operation(item);
			return results.map((json): INodeExecutionData => ({ json, pairedItem }));
		} catch (error) {
			const itemError = withItem(this, error);
			if (!this.continueOnFail() || this.getExecutionCancelSignal()?.aborted) throw itemError;
			return [{ json: errorJson(itemError), pairedItem }];
		}
	};
}

function itemOf(
	context: IExecutePaginationFunctions,
	connection: Connection,
	method: ApiRequest['method'] = 'GET',
	template = '',
): Item {
	const id = (name: string) =>
		context.getNodeParameter(name, '', { extractValue: true }) as unknown;
	return {
		connection,
		request: { method, path: fillPath(template, id) },
		parameter: (name) => context.getNodeParameter(name, undefined),
		id: (name) => String(id(name)).trim(),
		timezone: context.getTimezone(),
		cancel: context.getExecutionCancelSignal(),
	};
}

/** What is wrong with a value is known by its message alone, so that gets the number of the item too. */
function withItem(
	context: IExecutePaginationFunctions,
	error: unknown,
): NodeApiError | NodeOperationError {
	const itemIndex = context.getItemIndex();
	if (error instanceof NodeApiError || error instanceof NodeOperationError) {
		error.context.itemIndex = itemIndex;
		return error;
	}
	const cause = error instanceof Error ? error : new Error(String(error));
	return new NodeOperationError(context.getNode(), cause, {
		itemIndex,
		message: `${cause.message} [item ${itemIndex}]`,
	});
}

function errorJson(error: NodeApiError | NodeOperationError): IDataObject {
	const details = (error.context.details as IDataObject | undefined) ?? {
		next: error.description ?? '',
	};
	return { error: error.message, details };
}
