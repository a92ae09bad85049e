import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../../api/body';
import { serverTime } from '../../../api/time';
import type { IndexedAsset, IndexedAssetDetailed } from '../../../shared/types';
import { hasMetadataFields } from '../../../shared/metadata/match';
import { INDEXED_ASSET } from '../../../shared/lifecycles';
import { endFields, isoTimes } from '../eventFields';
import { fits, type EventWish } from '../wish';

/** Whether the user wants an event of an entry. */
export const isWanted = ({ status, system_metadata }: IndexedAsset, wish: EventWish): boolean =>
	fits({ ...fieldsOf(system_metadata), status }, wish);

/** The fields of a part of a response that may be left out, null, or of another type. */
const fieldsOf = (value: unknown): Record<string, unknown> => (isRecord(value) ? value : {});

/**
 * An entry as it was found, and what a later reading of it adds. Readings may disagree, since replicas lag behind: what was
 * found stays, above all the status.
 */
export function withDetails(
	found: IndexedAsset,
	details: IndexedAssetDetailed,
): IndexedAssetDetailed {
	const kept = Object.entries(found).filter(([, value]) => value !== undefined && value !== null);
	const metadata = { ...fieldsOf(details.system_metadata), ...fieldsOf(found.system_metadata) };
	return {
		...details,
		...Object.fromEntries(kept),
		...(Object.keys(metadata).length > 0 && { system_metadata: metadata }),
	} as IndexedAssetDetailed;
}

/** User metadata stands in the details only, so it is a question of its own. */
export const hasMetadata = (
	{ user_metadata }: IndexedAssetDetailed,
	wanted: IDataObject,
): boolean => hasMetadataFields(user_metadata, wanted);

/** When an entry finished: the later of the two, since the documentation contradicts itself about both. */
export const finishedAt = ({ indexed_at, updated_at }: IndexedAsset): number =>
	Math.max(serverTime(indexed_at) ?? 0, serverTime(updated_at) ?? 0);

/** The item of an event. */
export function completionEvent(
	indexId: string,
	entry: IndexedAssetDetailed,
	simplify: boolean,
): IDataObject {
	const { _id, asset_id, status, user_metadata, hls } = entry;
	const { filename, duration } = fieldsOf(entry.system_metadata);
	const event = endFields({ id: _id, status, reason: INDEXED_ASSET.reasonOf(entry) });
	const { created_at, updated_at, indexed_at } = entry;
	const times = isoTimes({ created_at, updated_at, indexed_at });
	if (!simplify) return { ...entry, ...times, index_id: indexId, ...event };
	return {
		...event,
		_id,
		asset_id,
		index_id: indexId,
		filename: (filename ?? undefined) as IDataObject[string],
		duration: (duration ?? undefined) as IDataObject[string],
		...times,
		...(user_metadata && { user_metadata }),
		...(hls && { hls }),
	};
}
