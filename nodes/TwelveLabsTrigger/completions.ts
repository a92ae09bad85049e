import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type IPollFunctions,
} from 'n8n-workflow';

import { asChoice, valuesOf } from '../shared/parameters';
import { reportOddEntries } from './oddEntries';
import type { PolledSource, PollTime } from './polledSource';
import { SOURCES } from './parameters';
import { pollOnce } from './pollOnce';
import { openAnalysisTasks } from './sources/analysisTask';
import { openAssets } from './sources/asset';
import { openEmbeddingTasks } from './sources/embeddingTask';
import { openIndexedAssets } from './sources/indexedAsset';
import { staticDataStore } from './stateStore';

/** Of the time that n8n gives a poll; the rest is for late responses, for saving and for starting the execution. */
const SHARE_OF_BUDGET = 0.8;

/** Within the shortest interval between two polls, a minute: a longer poll would overlap the next one, and one be in vain. */
const MAX_BUDGET_MS = 45_000;

/** Sets a source up for one poll. */
type OpenSource<T> = (context: IPollFunctions, time: PollTime) => Promise<PolledSource<T>>;

/** Events of what has finished in the source that the user chose since the last poll; in the editor, of what finished last. */
export async function completions(context: IPollFunctions): Promise<IDataObject[]> {
	try {
		return await pollChosen(context);
	} catch (error) {
		// Errors of requests have all that n8n needs to react to them; the rest is about values that do not fit.
		throw error instanceof NodeApiError
			? error
			: new NodeOperationError(context.getNode(), error as Error);
	}
}

/** A workflow that was saved before there was a choice watches indexed assets. */
async function pollChosen(context: IPollFunctions): Promise<IDataObject[]> {
	const chosen = context.getNodeParameter('source', 'indexedAsset');
	switch (asChoice('Watch', chosen, valuesOf(SOURCES))) {
		case 'analysisTask':
			return await poll(context, openAnalysisTasks);
		case 'asset':
			return await poll(context, openAssets);
		case 'embeddingTask':
			return await poll(context, openEmbeddingTasks);
		default:
			return await poll(context, openIndexedAssets);
	}
}

async function poll<T>(context: IPollFunctions, open: OpenSource<T>): Promise<IDataObject[]> {
	const time = timeOf(context);
	const source = await open(context, time);
	if (context.getMode() === 'manual') return await source.testEvent();

	const { scope, limits, rules, page, entry, entries, eventsOf } = source;
	const oddEntries = reportOddEntries(context, source.one);
	return await pollOnce({
		source: {
			rules,
			page,
			entry,
			entries,
			shuffled,
			mayGoOn: timeLeft(time.start, source.listsEndAt),
		},
		scope,
		store: staticDataStore(context),
		limits,
		report: ({ reached, odd }) => {
			oddEntries.add(odd);
			if (!reached?.backlog) return;
			context.logger.info(
				`TwelveLabs Trigger is catching up: about ${reached.backlog} newer ${source.name} are left for the next polls`,
			);
		},
		eventsOf,
		odd: () => oddEntries.error(),
	});
}

/** 2.37.0, the oldest n8n that this package supports, gives a poll no budget. */
function timeOf(context: IPollFunctions): PollTime {
	const start = performance.now();
	const budget = Math.min(context.getPollBudgetMs?.() ?? Infinity, MAX_BUDGET_MS);
	return { start, end: start + budget * SHARE_OF_BUDGET };
}

const timeLeft =
	(start: number, end: number) =>
	(share = 1): boolean =>
		performance.now() < start + (end - start) * share;

function shuffled(ids: string[]): string[] {
	const order = new Map(ids.map((id) => [id, Math.random()]));
	return [...ids].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
}
