import type { IDataObject } from 'n8n-workflow';

import { serverTime } from '../../../api/time';
import { hasMetadataFields } from '../../../shared/metadata/match';
import type { Asset } from '../../../shared/types';
import type { TriggerOptions } from '../../options';
import type { Prepared } from '../../pollOnce';
import type { Watched } from '../../source';
import { fits } from '../wish';
import { assetEvent } from './event';

/** The items of the events that the user wants, the oldest asset first: nothing says when one finished. */
export function assetEvents(
	finished: Array<Watched<Asset>>,
	options: TriggerOptions,
): Prepared<IDataObject> {
	const events = finished
		.map(({ entry }) => entry)
		.filter((asset) => fits(asset, options))
		.filter(({ user_metadata }) => hasMetadataFields(user_metadata, options.userMetadata))
		.sort((a, b) => createdAt(a) - createdAt(b))
		.map((asset) => assetEvent(asset, options.simplify));
	return { events, postponed: new Set() };
}

/** When an asset was created: it does not say when it finished. */
export const createdAt = ({ created_at }: Asset): number => serverTime(created_at) ?? 0;
