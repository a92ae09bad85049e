import type { IDataObject } from 'n8n-workflow';

import { ASSET } from '../../../shared/lifecycles';
import { withoutGaps } from '../../../shared/output';
import { simplifiedAsset } from '../../../shared/simplifiedAsset';
import type { Asset } from '../../../shared/types';
import { endFields, isoTimes } from '../eventFields';

/** The item of an event: the fields of Asset: Get, with `event` and `reason` in the place of `status` and `error`. */
export function assetEvent(asset: Asset, simplify: boolean): IDataObject {
	const { _id, status, created_at } = asset;
	const end = endFields({ id: _id, status, reason: ASSET.reasonOf(asset) });
	const times = isoTimes({ created_at });
	if (!simplify) return { ...asset, ...times, ...end };
	const fields = withoutGaps(simplifiedAsset({ ...asset, error: undefined }));
	delete fields.status;
	return { ...end, ...fields, ...times };
}
