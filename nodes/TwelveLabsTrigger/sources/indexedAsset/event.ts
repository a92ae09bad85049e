import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../../api/body';
import { serverTime } from '../../../api/time';
import type { IndexedAsset, IndexedAssetDetailed } from '../../../shared/types';
import { hasMetadataFields } from '../../../shared/metadata/match';
import { nameContains } from '../../../shared/names';
import { INDEXED_ASSET } from '../../../shared/lifecycles';

/** Which completions the user wants as events. */
export interface EventWish {
	/** `ready`, `failed`, or both. */
	events: string[];
	/** A part of the name; '' for any. */
	filename: string;
	durationGte?: number;
	durationLte?: number;
	userMetadata: IDataObject;
}

/**
 * Whether an event is wanted. Filters never go to the API, since what is still running has no duration yet, and an entry
 * that a filter hid would never be seen to finish. A property that an entry does not have excludes nothing.
 */
export function isWanted(entry: IndexedAsset, wish: EventWish): boolean {
	const { filename, duration } = fieldsOf(entry.system_metadata);
	const { durationGte = -Infinity, durationLte = Infinity } = wish;
	return (
		wish.events.includes(String(entry.status)) &&
		(typeof filename !== 'string' || nameContains(filename, wish.filename)) &&
		(typeof duration !== 'number' || (duration >= durationGte && duration <= durationLte))
	);
}

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

/** The item of an event. `deduplicationKey` is the same whenever the same completion is emitted again. */
export function completionEvent(
	indexId: string,
	entry: IndexedAssetDetailed,
	simplify: boolean,
): IDataObject {
	const { _id, asset_id, status, user_metadata, hls } = entry;
	const { filename, duration } = fieldsOf(entry.system_metadata);
	const event = {
		event: status,
		deduplicationKey: `${_id}:${status}`,
		...(status === 'failed' && { reason: INDEXED_ASSET.reasonOf(entry) ?? null }),
	};
	if (!simplify) return { ...entry, ...isoTimes(entry), index_id: indexId, ...event };
	return {
		...event,
		_id,
		asset_id,
		index_id: indexId,
		filename: (filename ?? undefined) as IDataObject[string],
		duration: (duration ?? undefined) as IDataObject[string],
		...isoTimes(entry),
		...(user_metadata && { user_metadata }),
		...(hls && { hls }),
	};
}

/** The documentation shows times with and without milliseconds, and even with an offset. */
const isoTimes = ({ created_at, updated_at, indexed_at }: IndexedAsset): IDataObject =>
	Object.fromEntries(
		Object.entries({ created_at, updated_at, indexed_at }).flatMap(([name, time]) => {
			const parsed = serverTime(time);
			return parsed === undefined ? [] : [[name, new Date(parsed).toISOString()]];
		}),
	);
