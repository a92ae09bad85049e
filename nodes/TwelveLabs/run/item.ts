import { NodeOperationError, type IDataObject, type INode } from 'n8n-workflow';

import type { UploadFile } from '../../api/client/file';
import type { Connection } from '../../api/client/connection';
import { report } from '../../api/client/progress';
import type { ApiRequest } from '../../api/client/request';
import type { Endpoint } from '../../api/endpoints';
import { checkedId, fieldLabel, placeholdersOf } from '../../api/path';
import type { Tries } from '../../shared/creating/tries';
import { ID_FIELDS, idOfName, isName } from '../../shared/locators/idsOfNames';
import { asCollection } from '../../shared/parameters';
import type { CountedItem } from './acceptedItems';
import { binaryFile } from './binaryFile';
import type { Gatherer } from './gathering';
import { addHint } from './hints';
import { itemConnection } from './itemConnection';
import type { ItemContext } from './itemContext';
import { triesOf } from './itemTries';
import { isTool } from './itemError';

/** One input item on its way through an operation. */
export interface Item {
	connection: Connection;
	/** The operation's main call, with the IDs of its path. */
	request: ApiRequest;
	/** A parameter with its expressions resolved for this item. */
	parameter(name: string): unknown;
	/** What the user chose under Options. */
	options: IDataObject;
	/** The ID that a resource locator holds. */
	id(name: string): string;
	/** The file that a binary property of the input item holds. See `binaryFile`. */
	file(value: unknown): Promise<UploadFile>;
	/** Whether a model reads the output. */
	isForModel: boolean;
	/**
	 * Says something beside the output: in n8n's log, in the console of the editor, and where the output is shown.
	 * @param text a sentence, the same for every item that says the same
	 */
	hint(text: string): void;
	/** The time zone of the workflow, for times that name none. */
	timezone: string;
	/** Fires when the user stops the execution. */
	cancel?: AbortSignal;
	/** What is certain by now, such as the ID of what was created. Any error from here on carries it. */
	facts: IDataObject;
	/** To be called with what is certain of a request that is not to be made twice, since it costs money, or creates something. */
	onEffect: CountedItem['onEffect'];
	/** What it has asked for in earlier tries of n8n. */
	tries: Tries;
	/** Its place among the items that run with it; undefined where n8n runs it by itself. */
	gatherer?: Gatherer;
}

/** n8n's own node for models has the type of the node with this end, whatever calls it. */
const TOOL_SUFFIX = 'Tool';

/**
 * Reads what every operation needs of an item. Each parameter is read once, since n8n resolves its expressions anew each time.
 * @param onSend called when a request of the item leaves
 * @throws UserError or NodeOperationError naming the field, before anything is sent but the look-up of a name
 */
export async function itemOf(
	context: ItemContext,
	endpoint: Endpoint,
	{ facts, onSend, onEffect }: Pick<Item, 'facts' | 'onEffect'> & { onSend: () => void },
): Promise<Item> {
	const ids = new Map<string, string>();
	const id = (name: string) => {
		const value = ids.get(name) ?? checkedId(name, locatorValue(context, name));
		ids.set(name, value);
		return value;
	};
	const options = asCollection('Options', context.parameter('options', {}));
	const connection = { ...(await itemConnection(context, options)), onSend };
	const timezone = context.n8n.getTimezone();
	const { parameters } = context.node;
	for (const name of ID_FIELDS.filter((field) => mayBeName(parameters[field]))) {
		const value = locatorValue(context, name);
		const given =
			typeof value === 'string' && isName(value)
				? await idOfName({ connection, timezone }, name, value, id)
				: checkedId(name, value);
		ids.set(name, given);
	}
	const names = placeholdersOf(endpoint.path).map(({ name }) => name);
	return {
		connection,
		request: { endpoint, ids: Object.fromEntries(names.map((name) => [name, id(name)])) },
		options,
		id,
		parameter: (name) => context.parameter(name),
		file: async (value) => await binaryFile(context, value),
		isForModel: isTool(context) || context.node.type.endsWith(TOOL_SUFFIX),
		hint(text) {
			report(connection, `${text} [item ${context.index}]`);
			addHint(context.run, context.index, text);
		},
		timezone,
		cancel: connection.cancel,
		facts,
		onEffect,
		tries: triesOf(context),
		gatherer: context.gatherer,
	};
}

/** Whether a resource locator is shown, and was neither chosen from its list nor given as an address: those are IDs. */
function mayBeName(locator: unknown): boolean {
	if (locator === undefined) return false;
	const { mode, value } = Object(locator) as { mode?: string; value?: unknown };
	return mode !== 'url' && (mode !== 'list' || String(value).startsWith('='));
}

/**
 * n8n takes the ID out of an address; its own message for an address without one names neither field nor item. An expression
 * that throws has a message of its own.
 */
function locatorValue({ node, index, parameter }: ItemContext, name: string): unknown {
	try {
		return parameter(name, '', { extractValue: true });
	} catch (error) {
		throw error instanceof NodeOperationError ? noId(node, name, index) : error;
	}
}

const noId = (node: INode, name: string, index: number): NodeOperationError =>
	new NodeOperationError(node, `${fieldLabel(name)} holds no ID [item ${index}]`, {
		description: 'Choose it from the list, or give its ID. Nothing was sent for this item.',
	});
