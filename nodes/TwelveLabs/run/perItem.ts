import {
	NodeApiError,
	NodeConnectionTypes,
	NodeOperationError,
	type DeclarativeRestApiSettings,
	type IDataObject,
	type IExecutePaginationFunctions,
	type IN8nRequestOperations,
	type INodeExecutionData,
} from 'n8n-workflow';

import { asCollection } from '../../shared/parameters';
import { shown } from '../../api/body';
import { itemConnection, type ApiRequest, type Connection } from '../../api/client/connection';
import { admitted } from '../../api/rateLimiter/admission';
import { countItem, type PaidItem } from './paidItems';
import { checkedId, fieldLabel, fillPath } from '../../api/path';
import { itemStarted } from '../../api/client/progress';

/** One input item on its way through an operation. */
export interface Item {
	connection: Connection;
	/** The request that the operation's routing declares, its path filled from the parameters. */
	request: ApiRequest;
	/** A parameter with its expressions resolved for this item. */
	parameter(name: string): unknown;
	/** What the user chose under Options. */
	options: IDataObject;
	/** The ID that a resource locator holds. */
	id(name: string): string;
	/** The time zone of the workflow, for times that name none. */
	timezone: string;
	/** Fires when the user stops the execution. */
	cancel?: AbortSignal;
	/** What is known by now, such as the ID of what was created. Any error from here on carries it. */
	known: IDataObject;
	/** To be called when TwelveLabs has accepted a request that costs money, or may have. */
	paid: PaidItem['paid'];
}

/** Finds the IDs of what is given by name. */
export interface NameLookUp {
	/** The parameters that hold IDs, in the order in which they are looked up. */
	fields: string[];
	/** Whether a value is to be looked up; an ID costs no request. */
	isName(value: string): boolean;
	/**
	 * @param idOf gives the ID of a parameter that stands before this one
	 * @throws UserError naming the choices, unless exactly one thing has the name
	 */
	idOf(
		item: Pick<Item, 'connection' | 'timezone'>,
		field: string,
		value: string,
		idOf: (field: string) => string,
	): Promise<string>;
}

/** What an operation does for one item: it gives the JSON of each output item. */
type Operation = (item: Item) => Promise<IDataObject[]>;

type Pagination = Extract<IN8nRequestOperations['pagination'], (...args: never[]) => unknown>;

/**
 * Makes an operation of what n8n calls a pagination function: the one place where a declarative node may make requests
 * of its own, wait between them and shape the items.
 *
 * It gives each output item its pairing, which n8n's routing leaves out, and each error its item. With
 * *Continue (using error output)* the error becomes an item of the keys `error` and `details` alone: n8n then keeps both,
 * and merges the input item in; an item with an error object would be cut down to its message.
 * @param names makes the operation take names in place of IDs
 */
export function perItem(operation: Operation, names?: NameLookUp): Pagination {
	return async function (this: IExecutePaginationFunctions, { options }) {
		const pairedItem = { item: this.getItemIndex() };
		const known: IDataObject = {};
		const run = this.getExecuteData();
		const ended = itemStarted(run, this.getItemIndex());
		const part = countItem(run, this.getItemIndex());
		let leave = () => {};
		try {
			leave = await admitted(this.getExecutionId(), this.getExecutionCancelSignal());
			const found = await itemOf(this, options, { known, leave, names });
			const item = { ...found, paid: () => part.paid() };
			const results = await operation(item);
			return results.map((json): INodeExecutionData => ({ json, pairedItem }));
		} catch (error) {
			const stopped = this.getExecutionCancelSignal()?.aborted === true;
			const itemError = withItem(this, stopped ? canceled(this) : error, known);
			if (stopped) throw itemError;
			if (!this.continueOnFail()) {
				if (isTool(this)) throw forModel(itemError);
				part.stopsNode(itemError);
				throw itemError;
			}
			return [{ json: errorJson(itemError), pairedItem }];
		} finally {
			leave();
			ended();
		}
	};
}

/** Reads each parameter once, since n8n resolves its expressions anew each time. */
async function itemOf(
	context: IExecutePaginationFunctions,
	request: DeclarativeRestApiSettings.HttpRequestOptions,
	{ known, leave, names }: { known: IDataObject; leave: () => void; names?: NameLookUp },
): Promise<Omit<Item, 'paid'>> {
	const ids = new Map<string, string>();
	const id = (name: string) => {
		const value = ids.get(name) ?? checkedId(name, locatorValue(context, name));
		ids.set(name, value);
		return value;
	};
	const options = asCollection('Options', context.getNodeParameter('options', {}));
	const connection = await itemConnection(context, request, options);
	connection.onSend = leave;
	const timezone = context.getTimezone();
	if (names) {
		const { parameters } = context.getNode();
		for (const name of names.fields.filter((field) => mayBeName(parameters[field]))) {
			const value = locatorValue(context, name);
			if (typeof value === 'string' && names.isName(value)) {
				ids.set(name, await names.idOf({ connection, timezone }, name, value, id));
			} else {
				ids.set(name, checkedId(name, value));
			}
		}
	}
	const path = fillPath(request.url ?? '', id);
	return {
		connection,
		request: { method: request.method ?? 'GET', path },
		options,
		id,
		parameter: (name) => context.getNodeParameter(name, undefined),
		timezone,
		cancel: connection.cancel,
		known,
	};
}

/** Whether a resource locator is shown, and was neither chosen from its list nor given as an address: those are IDs. */
function mayBeName(locator: unknown): boolean {
	if (locator === undefined) return false;
	const { mode, value } = Object(locator) as { mode?: string; value?: unknown };
	return mode !== 'url' && (mode !== 'list' || String(value).startsWith('='));
}

/** n8n takes the ID out of an address; its own message for an address without one names neither field nor item. */
function locatorValue(context: IExecutePaginationFunctions, name: string): unknown {
	try {
		return context.getNodeParameter(name, '', { extractValue: true });
	} catch {
		const message = `${fieldLabel(name)} holds no ID [item ${context.getItemIndex()}]`;
		throw new NodeOperationError(context.getNode(), message, {
			description: 'Choose it from the list, or give its ID. Nothing was sent for this item.',
		});
	}
}

/** n8n takes an error for a cancellation by this word. */
const canceled = (context: IExecutePaginationFunctions) =>
	new NodeOperationError(context.getNode(), 'The execution was canceled');

/** Whether an AI Agent has called the node; older versions of it put message and description together themselves. */
const isTool = (context: IExecutePaginationFunctions) =>
	context.getNode().rewireOutputLogTo === NodeConnectionTypes.AiTool;

/** n8n hands the model nothing but the message, so that has to say what to do next. */
function forModel(error: NodeApiError | NodeOperationError): NodeApiError | NodeOperationError {
	error.message = [error.message, error.description].filter(Boolean).join('. ');
	return error;
}

/** What is wrong with a value is known by its message alone, so that gets the number of the item too. */
function withItem(
	context: IExecutePaginationFunctions,
	error: unknown,
	known: IDataObject,
): NodeApiError | NodeOperationError {
	const itemError =
		error instanceof NodeApiError || error instanceof NodeOperationError
			? copyOf(error)
			: valueError(context, error instanceof Error ? error : new Error(shown(error)));
	itemError.context.itemIndex = context.getItemIndex();
	const facts = Object.entries(known);
	if (facts.length > 0) {
		itemError.context.details = { ...known, ...(itemError.context.details as IDataObject) };
		const list = facts.map(([name, value]) => `${name} ${shown(value)}`).join(', ');
		itemError.description = [itemError.description, `Known so far: ${list}.`]
			.filter(Boolean)
			.join(' ');
	}
	return itemError;
}

/** Items that share a request share its error too: what is added for one of them must not show at the others. */
function copyOf(error: NodeApiError | NodeOperationError): NodeApiError | NodeOperationError {
	const copy = new Error(error.message);
	Object.setPrototypeOf(copy, Object.getPrototypeOf(error) as object);
	Object.defineProperties(copy, Object.getOwnPropertyDescriptors(error));
	return Object.assign(copy as typeof error, { context: { ...error.context } });
}

function valueError(context: IExecutePaginationFunctions, cause: Error): NodeOperationError {
	const itemIndex = context.getItemIndex();
	const message = `${cause.message} [item ${itemIndex}]`;
	const error = new NodeOperationError(context.getNode(), cause, { itemIndex, message });
	error.context.details = { next: error.description ?? '' };
	return error;
}

const errorJson = ({
	message,
	description,
	context,
}: NodeApiError | NodeOperationError): IDataObject => ({
	error: message,
	details: (context.details as IDataObject | undefined) ?? { next: description ?? '' },
});
