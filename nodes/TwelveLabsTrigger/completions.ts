import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type IPollFunctions,
} from 'n8n-workflow';

import { pollConnection } from '../api/connection';
import type { IndexedAsset } from '../api/types';
import { indexedAsset } from '../TwelveLabs/resources/indexedAsset/retrieve';
import type { Watched } from './watch';
import { preparedEvents } from './details';
import { finishedAt } from './events';
import { staticMemory } from './memory';
import { triggerOptions } from './parameters';
import { poll, type Prepared } from './poll';
import { indexedAssets } from './sources/indexedAssets';

/** Of the time that n8n gives a poll; the rest is for late answers, for saving and for starting the execution. */
const SHARE_OF_BUDGET = 0.8;

/** Of the poll's time, for finding what has finished: of that, some at least must then be told with its details. */
const SHARE_FOR_LISTS = 0.6;

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
	// Versions of n8n before 2.37 state no budget.
	const time =
		Math.min(context.getPollBudgetMs?.() ?? Infinity, LONGEST_BUDGET_MS) * SHARE_OF_BUDGET;
	const endsAt = start + time;

	const indexId = String(context.getNodeParameter('indexId', '', { extractValue: true })).trim();
	const options = triggerOptions((name) => context.getNodeParameter(name));
	const connection = { ...(await pollConnection(context)), endsAt };
	const listsEndAt = options.fullDetails ? start + time * SHARE_FOR_LISTS : endsAt;
	const source = indexedAssets({ ...connection, endsAt: listsEndAt }, indexId);
	const eventsOf = async (finished: Array<Watched<IndexedAsset>>) =>
		await preparedEvents(finished, {
			indexId,
			options,
			detailsOf: async (id) => await indexedAsset(connection, indexId, id),
			mayGoOn: () => performance.now() < endsAt,
		});

	if (context.getMode() === 'manual') {
		const { data } = await source.page('justFinished', 1);
		return await newestEvent(data, eventsOf);
	}
	return await poll({
		source: {
			...source,
			shuffled,
			mayGoOn: (share = 1) => performance.now() < start + (listsEndAt - start) * share,
		},
		scope: indexId,
		memory: staticMemory(context),
		eventsOf,
	});
}

/** The newest event that the user wants, as *Fetch Test Event* shows it; details are read of no more than it takes. */
async function newestEvent(
	finished: Array<Watched<IndexedAsset>>,
	eventsOf: (finished: Array<Watched<IndexedAsset>>) => Promise<Prepared<IDataObject>>,
): Promise<IDataObject[]> {
	const newestFirst = [...finished].sort((a, b) => finishedAt(b.entry) - finishedAt(a.entry));
	for (const watched of newestFirst) {
		const { events } = await eventsOf([watched]);
		if (events.length > 0) return events;
	}
	return [];
}

function shuffled(ids: string[]): string[] {
	const order = new Map(ids.map((id) => [id, Math.random()]));
	return [...ids].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
}
