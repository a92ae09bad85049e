import { explainReason } from '../../../api/errors/catalogue';
import { indexedAsset } from '../../../shared/indexedAsset';
import { INDEXED_ASSET } from '../../../shared/lifecycles';
import type { IndexedAsset } from '../../../shared/types';
import { type Deadline, inWords, waitForEnd } from '../../../shared/waitForEnd';
import type { Item } from '../../run/item';
import { because, createdButGone, doing, readyToBe, reporting, waitEnded } from '../../wait';

/** What to do with an asset that TwelveLabs could not process. */
export const UPLOAD_AGAIN =
	'TwelveLabs could not process this file. Upload it again, then index the new asset.';

/** See `readyToBe`. */
export const readyToIndex = async (
	item: Item,
	assetId: string,
	deadline: Deadline,
): Promise<void> => await readyToBe('indexed', item, assetId, { deadline, ifFailed: UPLOAD_AGAIN });

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
	}).catch(async (error: unknown) => {
		return await Promise.reject(
			createdButGone(
				error,
				`indexed asset ${indexedAssetId}`,
				`Do not index the asset again before you have looked: read indexed asset ${indexedAssetId} with Get in a minute. It may also have been deleted meanwhile.`,
			),
		);
	});
	if (end.state === 'succeeded') return end.entry;
	const about = { status: end.entry?.status };
	if (end.state === 'failed') {
		item.tries.forget(indexedAssetId);
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
