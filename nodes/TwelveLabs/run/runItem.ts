import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { report } from '../../api/client/progress';
import { admitted } from '../../api/rateLimiter/admission';
import type { LoadedOperation } from '../operation';
import { countItem } from './acceptedItems';
import { errorJson } from './errorJson';
import { itemOf } from './item';
import type { ItemContext } from './itemContext';
import { canceled, forModel, isTool, itemError } from './itemError';
import { outputItem } from './outputItem';

/** Of no items, n8n hands a model an empty text, which may as well be a tool that does not work. */
const NOTHING_FOUND: IDataObject = {
	message: 'Nothing was found. Other words, or fewer filters, may find more.',
};

/**
 * Runs an operation for one item.
 * @returns the output items, paired with the input item, for a model never none; with *Continue (using error output)* the item of the error
 * @throws NodeApiError or NodeOperationError that names the item
 */
export async function runItem(
	operation: LoadedOperation,
	context: ItemContext,
): Promise<INodeExecutionData[]> {
	const { n8n, node, run, index } = context;
	const cancel = n8n.getExecutionCancelSignal();
	const facts: IDataObject = {};
	const part = countItem(run, index, { onceOnly: operation.onceOnly, facts, cancel });
	let leave = () => {};
	try {
		leave = await admitted(n8n.getExecutionId(), cancel);
		const item = await itemOf(context, operation.endpoint, {
			facts,
			onSend: leave,
			onEffect: (effect, foundBy) => part.onEffect(effect, foundBy),
		});
		const found = await operation.run(item);
		const results = found.length === 0 && item.isForModel ? [NOTHING_FOUND] : found;
		return await Promise.all(results.map(async (output) => await outputItem(context, output)));
	} catch (thrown) {
		const isStopped = cancel?.aborted === true;
		const error = itemError(context, isStopped ? canceled(context) : thrown, facts);
		if (!isStopped && n8n.continueOnFail()) {
			return [await outputItem(context, errorJson(error))];
		}
		if (!isStopped && isTool(context)) throw forModel(error);
		part.stopsNode(error);
		throw error;
	} finally {
		leave();
		context.gatherer?.leave();
		const stopped = part.ended();
		if (stopped) report({ context: n8n, node }, `Stopped. ${stopped}`);
	}
}
