import { NodeApiError, NodeOperationError, type IDataObject } from 'n8n-workflow';

import { text } from '../../../api/body';
import { explainReason } from '../../../api/errorCatalogue';
import { isPassing } from '../../../api/errorKind';
import type { Item } from '../../../api/item';
import { pause } from '../../../api/pause';
import { read } from '../../../api/send';
import type { Asset, IndexedAsset } from '../../../api/types';
import { asNumber, invalid } from '../../../parameters';
import { failureReason } from './failureReason';
import { assetPath } from './paths';
import { indexedAsset } from './retrieve';

/** Short clips are ready within seconds, so the first look comes soon ... */
const FIRST_PAUSE_MS = 2_000;
/** ... and long videos take hours, so the looks become rare. */
const PAUSE_GROWTH = 1.5;
const LONGEST_PAUSE_MS = 30_000;

const MS_PER_MINUTE = 60_000;

/** The end of an item's waiting. */
export interface Deadline {
	minutes: number;
	at: number;
}

/** @throws UserError when `minutes` is no number, or negative */
export function deadlineAfter(minutes: unknown): Deadline {
	const wait = asNumber('Max Wait (Minutes)', minutes);
	if (wait < 0) throw invalid('Max Wait (Minutes)', minutes, 'is less than 0');
	return { minutes: wait, at: Date.now() + wait * MS_PER_MINUTE };
}

/**
 * Waits until an uploaded asset can be indexed.
 * @throws NodeOperationError when TwelveLabs could not process it, or the time is up
 */
export async function assetReady(item: Item, assetId: string, deadline: Deadline): Promise<void> {
	const path = assetPath(assetId);
	const { seen: asset, missed } = await finished(item, deadline, async () =>
		read<Asset>(item.connection, { method: 'GET', path, names: { _id: assetId } }),
	);
	if (asset?.status === 'ready') return;
	const about = { asset_id: assetId, status: asset?.status };
	if (asset?.status === 'failed') {
		const reason = text(asset.error?.message);
		throw stopped(item, `TwelveLabs could not process the asset${because(reason)}`, {
			about,
			next: `Asset ID: ${assetId}. ${explainReason(reason)?.next ?? 'Upload a file that meets the video requirements of TwelveLabs, then index that one.'}`,
		});
	}
	throw stopped(item, `The asset is not ready after ${deadline.minutes} minutes`, {
		about,
		next: `Asset ID: ${assetId}. Nothing was indexed. Run the node again later, or raise Max Wait (Minutes) under Options.${missed}`,
	});
}

/**
 * Waits until indexing has finished.
 * @returns the indexed asset, ready
 * @throws NodeOperationError when it ended as failed, or the time is up
 */
export async function indexingCompleted(
	item: Item,
	indexId: string,
	indexedAssetId: string,
	deadline: Deadline,
): Promise<IndexedAsset> {
	const { seen: indexed, missed } = await finished(item, deadline, async () =>
		indexedAsset(item.connection, indexId, indexedAssetId),
	);
	if (indexed?.status === 'ready') return indexed;
	const about = { status: indexed?.status };
	if (indexed?.status === 'failed') {
		const reason = failureReason(indexed);
		throw stopped(item, `TwelveLabs could not index the asset${because(reason)}`, {
			about,
			next: explainReason(reason)?.next ?? REQUIREMENTS,
		});
	}
	throw stopped(item, `Indexing has not finished after ${deadline.minutes} minutes`, {
		about,
		next: `Do not index the asset again: let the TwelveLabs Trigger start a workflow when indexing has finished, or read its status with Get.${missed}`,
	});
}

const REQUIREMENTS =
	'Check that the file meets the video requirements of TwelveLabs: duration, resolution, aspect ratio and size.';

const because = (reason?: string) => (reason ? `: ${reason}` : '');

/**
 * Looks until the status is terminal, ever less often, and once more when the time is up. A look without an answer is not
 * yet a reason to give up: the next one may succeed.
 * @returns what was seen last, and a sentence about the last look where that had no answer
 */
async function finished<T extends { status?: string }>(
	item: Item,
	deadline: Deadline,
	look: () => Promise<T>,
): Promise<{ seen?: T; missed: string }> {
	let seen: T | undefined;
	for (let wait = FIRST_PAUSE_MS; ; wait = Math.min(wait * PAUSE_GROWTH, LONGEST_PAUSE_MS)) {
		const result = await tolerant(look);
		const missed = result instanceof NodeApiError ? ` The last look: ${result.message}.` : '';
		if (!(result instanceof NodeApiError)) seen = result;
		if (!missed && (seen?.status === 'ready' || seen?.status === 'failed')) return { seen, missed };
		const left = deadline.at - Date.now();
		if (left <= 0) return { seen, missed };
		await pause(Math.min(wait, left), item.cancel);
	}
}

const tolerant = async <T>(look: () => Promise<T>): Promise<T | NodeApiError> =>
	await look().catch((error: unknown) => {
		if (error instanceof NodeApiError && isPassing(error)) return error;
		throw error;
	});

/** @param about facts for the error output: a workflow can go on with them */
function stopped(
	item: Item,
	message: string,
	{ about, next }: { about: IDataObject; next: string },
): NodeOperationError {
	const error = new NodeOperationError(item.connection.context.getNode(), message, {
		description: next,
	});
	error.context.details = { ...about, next };
	return error;
}
