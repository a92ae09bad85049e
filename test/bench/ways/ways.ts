import type { RunOptions } from '../../engine/harness';
import { httpRequest, indexAsset } from '../contestants';
import { HTTP_REQUESTS, OWN_WAY, type Setup, type WayName } from './names';

/** The most that n8n allows of either. */
const RETRIES = { retryOnFail: true, maxTries: 5, waitBetweenTries: 5_000 };

/** What n8n offers when Batching is added. It fits into 60 requests a second. */
const BATCH = { batchSize: 50, batchInterval: 1_000 };

/** How HTTP Request is set up, as a part of the method. */
export const SETUP = [
	`*Retry On Fail* has the most that n8n allows, ${RETRIES.maxTries} tries with ${RETRIES.waitBetweenTries / 1_000} s between them:`,
	'each try runs the node with all of its items, those that had succeeded too.',
	`*Batching* has ${BATCH.batchSize} items every ${BATCH.batchInterval.toLocaleString('en')} ms.`,
].join(' ');

/**
 * What the engine runs.
 * @param n8nFolder an installed n8n, which has HTTP Request
 */
export function runOptionsOf(
	way: WayName,
	{ n8nFolder, baseUrl, indexId }: { n8nFolder: string; baseUrl: string; indexId: string },
): Pick<RunOptions, 'parameters' | 'otherNode' | 'settings'> {
	if (way === OWN_WAY) return indexAsset.runOptions(baseUrl, indexId);
	const { isBatched, isTriedAgain }: Setup = HTTP_REQUESTS[way];
	const { parameters, otherNode } = httpRequest(n8nFolder).runOptions(baseUrl, indexId);
	return {
		otherNode,
		parameters: { ...parameters, options: isBatched ? { batching: { batch: BATCH } } : {} },
		settings: isTriedAgain ? RETRIES : {},
	};
}
