import type { AnalysisTask } from '../analysis/tasks';
import type { EmbeddingTask } from '../embedding/tasks';
import type { Entity, EntityCollection } from '../entities';
import { ApiError } from '../errors';
import { stepAt } from '../lifecycle';
import type { AssetRecord, IndexedAssetRecord, IndexRecord } from '../records';
import type { Call } from './call';

/** All documented ids are 24 hex digits. */
const WELL_FORMED_ID = /^[0-9a-f]{24}$/i;

/** Where an entity is. */
export interface EntityPath {
	entity_collection_id: string;
	entity_id: string;
}

export function requireIndex(call: Call, id: string): IndexRecord {
	return required(call, 'indexes', id, call.world.indexes.get(id));
}

export function requireAsset(call: Call, id: string): AssetRecord {
	return required(call, 'assets', id, call.world.assets.get(id));
}

/** @param use what a ready asset can be: indexed, analyzed, used for an entity */
export function requireReadyAsset(call: Call, id: string, use: string): AssetRecord {
	const asset = requireAsset(call, id);
	const { status } = stepAt(asset.life, call.now);
	if (status === 'ready') return asset;
	const { assetNotReady: refusal } = call.switches;
	const state = status === 'failed' ? 'failed' : 'is being processed';
	const message = `Asset ${asset.id} ${state}. Only a ready asset can be ${use}.`;
	throw new ApiError(refusal.status, refusal.code, message);
}

export function requireAnalysisTask(call: Call, id: string): AnalysisTask {
	return required(call, 'analyze-tasks', id, call.world.tasks.all.get(id));
}

export function requireEmbeddingTask(call: Call, id: string): EmbeddingTask {
	return required(call, 'embed-tasks', id, call.world.embeddingTasks.all.get(id));
}

export function requireEntityCollection(call: Call, id: string): EntityCollection {
	return required(call, 'entity-collections', id, call.world.entities.collections.get(id));
}

/** The entity of the path, which must be in the collection of the path. */
export function requireEntity(call: Call<EntityPath>): Entity {
	const { entity_collection_id: collectionId, entity_id: id } = call.path;
	const collection = requireEntityCollection(call, collectionId);
	const found = call.world.entities.all.get(id);
	const isInside = found?.collectionId === collection.id;
	return required(call, 'entities', id, isInside ? found : undefined);
}

export function requireIndexedAsset(call: Call, indexId: string, id: string): IndexedAssetRecord {
	requireIndex(call, indexId);
	return required(call, 'indexed-assets', id, call.world.indexedAsset(indexId, id));
}

function required<Found>(
	{ switches }: Call,
	collection: string,
	id: string,
	found: Found | undefined,
): Found {
	if (found) return found;
	if (!WELL_FORMED_ID.test(id) && switches.malformedId === 400) {
		throw new ApiError(400, 'parameter_invalid', `${id} is not an id of ${collection}.`);
	}
	const message = `Resource with id ${id} does not exist in collection ${collection}.`;
	throw new ApiError(switches.unknownId, 'resource_not_exist', message);
}
