import { NodeApiError } from 'n8n-workflow';

import { advise, detailsOf } from '../../../api/errors/details';
import { factsOf } from '../../../api/errors/facts';
import { readAsset } from '../../../shared/asset';
import type { Asset } from '../../../shared/types';
import type { Item } from '../../run/item';
import { FREE_PLAN } from './plan';

/** Statuses under which the images may be the reason: which one TwelveLabs uses is undocumented. */
export const MAY_BE_THE_IMAGES = [400, 409, 422];

const NOT_FOUND = 404;

/** Of more images than these, the first ones are read. */
const MAX_READ = 10;

/**
 * Says what to do where TwelveLabs refuses images for an entity. Which code that has is undocumented, so the assets are read.
 * @param error of the request, or of one entry of it, which has no status of its own
 */
export async function explainImages(
	item: Item,
	assetIds: readonly string[],
	error: NodeApiError,
): Promise<NodeApiError> {
	const { httpStatus } = detailsOf(error);
	const mayBe = httpStatus === undefined || MAY_BE_THE_IMAGES.includes(httpStatus);
	if (!mayBe && httpStatus !== NOT_FOUND) return error;
	for (const id of assetIds.slice(0, MAX_READ)) {
		const next = await readAsset(item.connection, id).then(whatIsWrong, (reason: unknown) =>
			reason instanceof NodeApiError && factsOf(reason).isGone ? IS_GONE : undefined,
		);
		if (next !== undefined) return advise(error, `Asset ${id} ${next}`);
	}
	return mayBe ? advise(error, PEOPLE) : error;
}

const IS_GONE = 'does not exist, or is in another account. Give the ID of an uploaded image.';

function whatIsWrong({ status, file_type: type }: Asset): string | undefined {
	if (type !== undefined && !type.startsWith('image/')) {
		return `is no image, but ${type}. An entity is made of images: upload a picture of the person, and give the ID of that.`;
	}
	if (status === 'failed') {
		return 'could not be processed. Upload the image again, and give the new ID.';
	}
	if (status === 'processing') {
		return 'is not ready yet. Run the item again when it is: Asset > Upload can wait for that with Wait for Completion.';
	}
	return undefined;
}

const PEOPLE = `Correct what TwelveLabs names. Each image has to show the face of the person, not an object or a logo. ${FREE_PLAN}`;
