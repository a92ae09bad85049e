import { NodeApiError } from 'n8n-workflow';

import { explainReason } from '../../../api/errors/catalogue';
import { advise } from '../../../api/errors/details';
import { factsOf } from '../../../api/errors/facts';
import { indexedAsset } from '../../../shared/indexedAsset';
import { INDEXED_ASSET } from '../../../shared/lifecycles';
import type { IndexedAsset } from '../../../shared/types';
import { type Deadline, inWords, waitForEnd } from '../../../shared/waitForEnd';
import type { Item } from '../../run/item';
import { assetReady, because, doing, reporting, waitEnded } from '../../wait';
import { UPLOAD_AGAIN } from './refusal';

/**
 * Waits until an uploaded asset can be indexed.
 * @throws as `assetReady`
 */
export async function readyToIndex(item: Item, assetId: string, deadline: Deadline): Promise<void> {
	await assetReady(item, assetId, deadline, {
		failed: () => UPLOAD_AGAIN,
		running:
			'Nothing was indexed. Run the node again later, or raise Max Wait (Minutes) under Options.',
	});
}

/**
 * Waits until indexing has finished.
 * @returns the indexed asset, ready
 * @throws NodeOperationError when it ended as failed, or the time is over; NodeApiError when waiting does not help
 */
export async function indexingCompleted(
	item: Item,
	indexId: string,
	indexedAssetId: string,
	deadline: Deadline,
): Promise<IndexedAsset> {
	const end = await waitForEnd<IndexedAsset>(INDEXED_ASSET, {
		deadline,
		cancel: item.cancel,
		read: async (endsAt) =>
			await indexedAsset({ ...item.connection, endsAt }, indexId, indexedAssetId),
		onRunning: reporting(item, `Indexed asset ${indexedAssetId}`),
	}).catch((error: unknown) => {
		throw error instanceof NodeApiError && factsOf(error).isGone
			? notFound(error, indexedAssetId)
			: error;
	});
	if (end.state === 'succeeded') return end.entry;
	const about = { status: end.entry?.status };
	if (end.state === 'failed') {
		const reason = INDEXED_ASSET.reasonOf(end.entry);
		throw waitEnded(item, `TwelveLabs could not index the asset${because(reason)}`, {
			about,
			next: explainReason(reason)?.next ?? REQUIREMENTS,
		});
	}
	const was = doing(end.entry?.status, INDEXED_ASSET.running) ?? 'being indexed';
	throw waitEnded(item, `The asset was still ${was} after ${inWords(deadline.ms)}`, {
		about,
		next: `Do not index the asset again: let the TwelveLabs Trigger start a workflow when indexing has finished, or read its status with Get.${end.missed}`,
	});
}

const REQUIREMENTS =
	'Check that the file meets the video requirements of TwelveLabs: duration, resolution, aspect ratio and size.';

/** What was accepted a moment ago is not named by a wrong ID: indexing it again would be paid again. */
function notFound(error: NodeApiError, id: string): NodeApiError {
	error.message = `TwelveLabs accepted indexed asset ${id}, but does not find it`;
	return advise(
		error,
		`Do not index the asset again before you have looked: read indexed asset ${id} with Get in a minute. It may also have been deleted meanwhile.`,
	);
}
