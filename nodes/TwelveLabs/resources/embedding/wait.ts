import type { Deadline } from '../../../shared/waitForEnd';
import type { Item } from '../../run/item';
import { assetReady } from '../../wait';

/** What to do with an asset that TwelveLabs could not process. */
export const UPLOAD_AGAIN =
	'TwelveLabs could not process this file. Upload it again, then embed the new asset.';

/**
 * Waits until an uploaded file can be embedded. Anything else needs no waiting.
 * @throws as `assetReady`
 */
export async function readyToEmbed(
	item: Item,
	assetId: string | undefined,
	deadline: Deadline,
): Promise<void> {
	if (assetId === undefined) return;
	await assetReady(item, assetId, deadline, {
		failed: () => UPLOAD_AGAIN,
		running:
			'Nothing was embedded. Run the node again later, or raise Max Wait (Minutes) under Options.',
	});
}
