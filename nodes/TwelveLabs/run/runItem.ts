import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { itemStarted } from '../../api/client/progress';
import { admitted } from '../../api/rateLimiter/admission';
import type { Operation } from '../operation';
import { itemOf } from './item';
import type { ItemContext } from './itemContext';
import { canceled, errorJson, forModel, isTool, itemError } from './itemError';
import { outputItem } from './outputItem';
import { countItem } from './paidItems';

/**
 * Runs an operation for one item.
 * @returns the output items, paired with the input item; with *Continue (using error output)* the item of the error
 * @throws NodeApiError or NodeOperationError that names the item
 */
export async function runItem(
	operation: Operation,
	context: ItemContext,
): Promise<INodeExecutionData[]> {
	const { n8n, index } = context;
	const cancel = n8n.getExecutionCancelSignal();
	const facts: IDataObject = {};
	const run = n8n.getExecuteData();
	const ended = itemStarted(run, index);
	const part = countItem(run, index);
	let leave = () => {};
	try {
		leave = await admitted(n8n.getExecutionId(), cancel);
		const item = await itemOf(context, operation.endpoint, {
			facts,
			onSend: leave,
			paid: () => part.paid(),
		});
		const results = await operation.run(item);
		return await Promise.all(results.map(async (output) => await outputItem(context, output)));
	} catch (thrown) {
		const isStopped = cancel?.aborted === true;
		const error = itemError(context, isStopped ? canceled(context) : thrown, facts);
		if (isStopped) throw error;
		if (n8n.continueOnFail()) return [await outputItem(context, errorJson(error))];
		if (isTool(context)) throw forModel(error);
		part.stopsNode(error);
		throw error;
	} finally {
		leave();
		ended();
	}
}
