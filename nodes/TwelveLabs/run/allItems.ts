import type {
	IBinaryData,
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	INode,
	INodeExecutionData,
} from 'n8n-workflow';

import { CREDENTIAL } from '../../api/client/connection';
import { pause } from '../../api/client/pause';
import { pausedMs } from '../../api/client/progress';
import { inWords } from '../../shared/waitForEnd';
import type { LoadedOperation } from '../operation';
import { Gathering } from './gathering';
import { takeHints } from './hints';
import { batching, settingsOf } from './requestOptions';
import { runItem } from './runItem';

const SECOND_MS = 1_000;

/** A user does not notice less. */
const MIN_HINTED_MS = 5 * SECOND_MS;

/**
 * Runs an operation over all input items: n8n calls it in place of its RoutingNode. All items start together, as there; the
 * rate limiter orders their requests.
 * @throws the error of the first item that has one, when all have ended
 */
export async function runAllItems(
	operation: LoadedOperation,
	n8n: IExecuteFunctions,
): Promise<INodeExecutionData[][]> {
	const count = n8n.getInputData().length;
	const { size, intervalMs } = batching(n8n);
	const node = n8n.getNode();
	const started: Array<Promise<INodeExecutionData[]>> = [];
	let gathering = new Gathering(Math.min(size, count));
	for (let index = 0; index < count; index++) {
		const isNextBatch = index > 0 && intervalMs > 0 && index % size === 0;
		// After a stop the other items begin, too, and each ends as canceled.
		if (isNextBatch) {
			await pause(intervalMs, n8n.getExecutionCancelSignal()).catch(() => undefined);
			gathering = new Gathering(Math.min(size, count - index));
		}
		const gatherer = gathering.place();
		const run = runItem(operation, { ...contextOf(n8n, node, index), gatherer });
		// An item may end before the last batch begins.
		run.catch(() => undefined);
		started.push(run);
	}
	const ended = await Promise.allSettled(started);
	for (const message of [...hintsOfPauses(n8n), ...takeHints(n8n.getExecuteData(), count)]) {
		n8n.addExecutionHints({ type: 'info', location: 'outputPane', message });
	}
	return [
		ended.flatMap((result) => {
			if (result.status === 'rejected') throw result.reason;
			return result.value;
		}),
	];
}

/** A run that took long is explained where its output is shown. */
function hintsOfPauses(n8n: IExecuteFunctions): string[] {
	const ms = pausedMs(n8n.getExecuteData());
	if (ms < MIN_HINTED_MS) return [];
	const time = inWords(Math.round(ms / SECOND_MS) * SECOND_MS);
	return [`TwelveLabs' rate limit paused this run for ${time} in all.`];
}

const contextOf = (n8n: IExecuteFunctions, node: INode, index: number) => ({
	n8n,
	node,
	run: n8n.getExecuteData(),
	index,
	parameter: (name: string, fallback?: unknown, options = {}) =>
		n8n.getNodeParameter(name, index, fallback, options),
	credential: async () =>
		await n8n.getCredentials<ICredentialDataDecryptedObject>(CREDENTIAL, index),
	binary: (value: unknown) => n8n.helpers.assertBinaryData(index, value as string | IBinaryData),
	settings: () => settingsOf(n8n, index),
});
