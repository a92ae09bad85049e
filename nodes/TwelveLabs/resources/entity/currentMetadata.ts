import { type IDataObject, NodeOperationError } from 'n8n-workflow';

import { pause } from '../../../api/client/pause';
import { serverTime } from '../../../api/time';
import { PAUSES_MS } from '../../../shared/pausesMs';
import { REMEMBERED_MS } from '../../../shared/creating/inTurn';
import type { Entity } from '../../../shared/types';
import type { Item } from '../../run/item';
import { readOneTimed } from './readOne';

/** Metadata after a change of this process. */
interface Changed {
	metadata: IDataObject;
	/** As TwelveLabs gave it. */
	updatedAt?: string;
	/** When the answer came, on the clock of `performance.now`. */
	at: number;
}

/** By entity, the oldest first. */
const changes = new Map<string, Changed>();

/** So that a run over very many entities costs little. */
const MAX_CHANGES = 1_000;

/** So long a read may lag behind a change where their times do not say which is newer. */
const LAG_MS = 10_000;

const keyOf = ({ connection, request: { ids = {} } }: Item): string =>
	[connection.account, ...Object.values(ids)].join('\n');

/**
 * Keeps what an entity has after a change, for the changes that follow in the next minutes.
 * @param entity as the answer has it; what the answer lacks, as it was sent
 */
export function keepMetadata(
	item: Item,
	{ metadata, updated_at: updatedAt }: Partial<Entity>,
): void {
	if (!metadata) return;
	const key = keyOf(item);
	changes.delete(key);
	changes.set(key, { metadata: metadata as IDataObject, updatedAt, at: performance.now() });
	const oldest = performance.now() - REMEMBERED_MS;
	for (const [other, { at }] of changes) {
		if (at >= oldest && changes.size <= MAX_CHANGES) return;
		changes.delete(other);
	}
}

/**
 * The metadata that an entity has. A read may come from a cache, or from a server that lags behind: unless it is newer than the
 * last change of this process, that change counts.
 * @throws NodeOperationError when only a cache answers; NodeApiError as `send`
 */
export async function currentMetadata(item: Item): Promise<IDataObject> {
	const kept = changes.get(keyOf(item));
	const changed = kept && performance.now() - kept.at < REMEMBERED_MS ? kept : undefined;
	const [collectionId, id] = [item.id('entityCollectionId'), item.id('entityId')];
	for (const ms of PAUSES_MS) {
		await pause(ms, item.cancel);
		const { body, isStored } = await readOneTimed(item.connection, collectionId, id);
		if (changed && !isNewer(body, changed)) return changed.metadata;
		if (!isStored) return (body.metadata ?? {}) as IDataObject;
	}
	throw new NodeOperationError(
		item.connection.node,
		`Only a cache says what metadata entity ${id} has`,
		{
			description:
				'Nothing was changed. Merge needs the current metadata, but a proxy or gateway before TwelveLabs answers from its cache. Exclude TwelveLabs from that cache, then run the item again.',
		},
	);
}

/** Times may have whole seconds, and are missing where TwelveLabs gives none. */
function isNewer(read: Entity, { updatedAt, at }: Changed): boolean {
	const order = (serverTime(read.updated_at) ?? NaN) - (serverTime(updatedAt) ?? NaN);
	return order > 0 || (!(order < 0) && performance.now() - at >= LAG_MS);
}
