import type { Deadline } from '../../../shared/waitForEnd';
import type { Item } from '../../run/item';
import { readyToBe } from '../../wait';

/** What to do with an asset that TwelveLabs could not process. */
export const UPLOAD_AGAIN =
	'TwelveLabs could not process this file. Upload it again, then embed the new asset.';

/** See `readyToBe`. */
export const readyToEmbed = async (
	item: Item,
	assetId: string | undefined,
	deadline: Deadline,
): Promise<void> =>
	await readyToBe('embedded', item, assetId, { deadline, ifFailed: UPLOAD_AGAIN });
