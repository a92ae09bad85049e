import type { Entity } from '../entities';
import type { EntityStatus } from '../lifecycle';
import type { Call } from './call';

/** The status as the API shows it. */
export function statusOf(entity: Entity, { world, switches }: Call): EntityStatus {
	const lacksImage = entity.assetIds.some((id) => !world.assets.has(id));
	if (lacksImage && switches.entityImageDeleted === 'processing') return 'processing';
	return world.entities.status(entity);
}

/** An entity as every call shows it. */
export function shownEntity(entity: Entity, call: Call): object {
	const { description } = entity;
	return {
		_id: entity.id,
		entity_collection_id: entity.collectionId,
		name: entity.name,
		...(description !== undefined && { description }),
		metadata: entity.metadata,
		asset_ids: entity.assetIds,
		status: statusOf(entity, call),
		created_at: new Date(entity.createdAt).toISOString(),
		updated_at: new Date(entity.updatedAt).toISOString(),
	};
}
