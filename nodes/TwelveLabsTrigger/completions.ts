import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type IPollFunctions,
} from 'n8n-workflow';

import { pollConnection } from '../api/client/connection';
import { checkedId } from '../api/path';
import type { IndexedAsset } from '../shared/types';
import { indexedAsset } from '../shared/indexedAsset';
import { preparedEvents } from './sources/indexedAsset/details';
import { isWanted } from './sources/indexedAsset/event';
import { staticMemory } from './stateStore';
import { triggerOptions } from './parameters';
import { reportOddEntries } from './oddEntries';
import { pollOnce } from './pollOnce';
import { SCAN_LIMITS } from './scanLimits';
import type { Watched } from './source';
import { testEvent } from './sources/indexedAsset/testEvent';
import { indexedAssets } from './sources/indexedAsset/source';
import { unreadDetails } from './sources/indexedAsset/unreadDetails';

/** Of the time that n8n gives a poll; the rest is for late answers, for saving and for starting the execution. */
const SHARE_OF_BUDGET = 0.8;

/** Of the poll's time, for finding what has finished: of that, some at least must then be told with its details. */
const SHARE_FOR_LISTS = 0.6;

/** Of a backlog, so many entries are read at a time where each one needs a request for its details. */
const MAX_DETAILS = 1_000;

/** Within the shortest interval between two polls, a minute: a longer poll would overlap the next one, and one be in vain. */
const LONGEST_BUDGET_MS = 45_000;

/** Events of the indexed assets that have finished since the last poll; in the editor, of the one that finished last. */
export async function indexedAssetCompletions(context: IPollFunctions): Promise<IDataObject[]> {
	try {
		return await completions(context);
	} catch (error) {
		// Errors of requests have all that n8n needs to react to them; the rest is about values that do not fit.
		throw error instanceof NodeApiError
			? error
			: new NodeOperationError(context.getNode(), error as Error);
	}
}

async function completions(context: IPollFunctions): Promise<IDataObject[]> {
	const start = performance.now();
	// 2.37.0, the oldest n8n that this package supports, does not have it.
	const time =
		Math.min(context.getPollBudgetMs?.() ?? Infinity, LONGEST_BUDGET_MS) * SHARE_OF_BUDGET;
	const endsAt = start + time;

	const indexId = indexIdOf(context);
	const options = triggerOptions((name) => context.getNodeParameter(name));
	const connection = { ...(await pollConnection(context)), endsAt };
	const listsEndAt = options.fullDetails ? start + time * SHARE_FOR_LISTS : endsAt;
	const source = indexedAssets({ ...connection, endsAt: listsEndAt }, indexId);
	const eventsOf = async (finished: Array<Watched<IndexedAsset>>) =>
		await preparedEvents(finished, {
			indexId,
			options,
			detailsOf: async (id) =>
				source.readDetails(id) ?? (await indexedAsset(connection, indexId, id)),
			unreadFor: unreadDetails(context),
			onUnfiltered: (id) =>
				context.logger.warn(
					`${context.getNode().name}: indexed asset ${id} has finished, but TwelveLabs gives no details of it. It starts no execution, since its user metadata cannot be compared with the filter.`,
				),
			mayGoOn: () => performance.now() < endsAt,
		});

	if (context.getMode() === 'manual') {
		return await testEvent(context, { source, events: options.events, eventsOf });
	}
	const oddEntries = reportOddEntries(context);
	return await pollOnce({
		source: {
			...source,
			shuffled,
			mayGoOn: (share = 1) => performance.now() < start + (listsEndAt - start) * share,
		},
		scope: indexId,
		memory: staticMemory(context),
		limits: options.fullDetails
			? {
					...SCAN_LIMITS,
					finished: MAX_DETAILS,
					isWanted: ({ entry }) => isWanted(entry as IndexedAsset, options),
				}
			: SCAN_LIMITS,
		report: ({ reached, odd }) => {
			oddEntries.add(odd);
			if (!reached?.backlog) return;
			context.logger.info(
				`TwelveLabs Trigger is catching up: about ${reached.backlog} newer indexed assets of index ${indexId} are left for the next polls`,
			);
		},
		eventsOf,
		odd: () => oddEntries.error(),
	});
}

/** n8n takes the ID out of an address; its own message for an address without one does not name the field. */
function indexIdOf(context: IPollFunctions): string {
	let value: unknown;
	try {
		value = context.getNodeParameter('indexId', '', { extractValue: true });
	} catch {
		throw new NodeOperationError(context.getNode(), 'Index holds no ID', {
			description: 'Choose the index from the list, or paste its ID.',
		});
	}
	return checkedId('indexId', value);
}

function shuffled(ids: string[]): string[] {
	const order = new Map(ids.map((id) => [id, Math.random()]));
	return [...ids].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
}
