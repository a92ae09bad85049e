import type { IDataObject, NodeApiError } from 'n8n-workflow';

import { advise, detailsOf } from '../../../api/errors/details';
import { explainAsset } from '../../assetState';
import type { Item } from '../../run/item';

/** What to do with an asset that TwelveLabs could not process. */
export const UPLOAD_AGAIN =
	'TwelveLabs could not process this file. Upload it again, then analyze the new asset.';

const ABOUT_SCHEMA = /json_schema/;

/**
 * Makes the error of a refused analysis more precise, where it can: nothing was analyzed, and nothing is paid.
 * @param body of the request
 * @param ifTooLong what to do with a video that is longer than the call takes
 */
export async function explainRefusal(
	item: Item,
	{ video }: IDataObject,
	error: NodeApiError,
	ifTooLong = TOO_LONG_FOR_TASK,
): Promise<NodeApiError> {
	const { code, message = '' } = detailsOf(error);
	if (code === 'video_duration_too_long') {
		error.message = 'The video is too long to be analyzed in one go';
		return advise(error, ifTooLong);
	}
	if (ABOUT_SCHEMA.test(message)) {
		error.message = 'TwelveLabs did not accept the JSON Schema';
		return advise(error, IF_SCHEMA_REFUSED);
	}
	const { asset_id: assetId } = Object(video) as { asset_id?: string };
	return await explainAsset(item, assetId, error, UPLOAD_AGAIN);
}

const TOO_LONG_FOR_TASK =
	'An analysis takes two hours of a video at most. Analyze it in parts, with Start Time and End Time under Options: the file itself may have four hours then.';

const IF_SCHEMA_REFUSED =
	'Correct the place that TwelveLabs names. It takes a part of JSON Schema only: leave out what limits lengths and numbers of items, and put instructions into the prompt.';
