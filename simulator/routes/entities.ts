import type { Entity } from '../entities';
import { asApiError, Refusal, requireThat } from '../errors';
import type { EntityStatus } from '../lifecycle';
import { nameFilter, paged, sorted, type PageQuery, type SortQuery } from '../listing';
import { handler, type Call, type Handler } from './call';
import { requireImages } from './entityImages';
import { shownEntity, statusOf } from './entityView';
import { requireEntity, requireEntityCollection, type EntityPath } from './lookup';
import { newMetadata } from './metadata';

interface CollectionPath {
	entity_collection_id: string;
}

interface EntityBody {
	name: string;
	description?: string;
	metadata?: unknown;
	asset_ids: string[];
}

interface EntityQuery extends PageQuery, SortQuery {
	name?: string;
	status?: EntityStatus;
}

const create = handler<CollectionPath, unknown, EntityBody>((call) => {
	const { id } = requireEntityCollection(call, call.path.entity_collection_id);
	return { status: 201, body: shownEntity(newEntity(call, id, call.body), call) };
});

/** Each entity for itself: those that are refused do not keep the others back. */
const createBulk = handler<CollectionPath, unknown, { entities: EntityBody[] }>((call) => {
	const { id } = requireEntityCollection(call, call.path.entity_collection_id);
	if (call.body.entities.length === 0) {
		throw new Refusal('parameter_not_provided', 'entities is empty.');
	}
	const entities: object[] = [];
	const errors: object[] = [];
	call.body.entities.forEach((each, n) => {
		try {
			const entity = newEntity(call, id, each);
			entities.push({ _id: entity.id, name: entity.name, status: statusOf(entity, call) });
		} catch (error) {
			const { message } = asApiError(error);
			errors.push({ entity_index: n, entity_name: each.name, error_reason: message });
		}
	});
	const counts = { success_count: entities.length, failed_count: errors.length };
	return { status: 201, body: { ...counts, entities, errors } };
});

const list = handler<CollectionPath, EntityQuery>((call) => {
	const { world, query, switches } = call;
	const { id } = requireEntityCollection(call, call.path.entity_collection_id);
	const named = nameFilter(query.name, switches.entityNameFilter);
	const found = world.entities
		.of(id)
		.filter(
			(entity) =>
				named(entity.name) && (query.status ?? statusOf(entity, call)) === statusOf(entity, call),
		);
	const inOrder = sorted(found, query, switches, {
		created_at: ({ createdAt }) => createdAt,
		updated_at: ({ updatedAt }) => updatedAt,
		name: ({ name }) => name,
	});
	const body = paged(inOrder, query, switches, (entity) => shownEntity(entity, call));
	return { status: 200, body };
});

const retrieve = handler<EntityPath>((call) => ({
	status: 200,
	body: shownEntity(requireEntity(call), call),
}));

/** Metadata is replaced, not merged. */
const update = handler<EntityPath, unknown, Partial<EntityBody>>((call) => {
	const entity = requireEntity(call);
	const { name = entity.name, description = entity.description, metadata } = call.body;
	requireThat(name.trim() !== '', 'name is empty');
	if (metadata !== undefined) entity.metadata = newMetadata(metadata, 'metadata');
	Object.assign(entity, { name, description, updatedAt: call.now });
	return { status: 200, body: shownEntity(entity, call) };
});

const remove = handler<EntityPath>((call) => {
	call.world.entities.remove(requireEntity(call).id);
	return { status: 204 };
});

export const entityHandlers: Record<string, Handler> = {
	'entityCollections-entities.create': create,
	'entityCollections-entities.create-bulk': createBulk,
	'entityCollections-entities.list': list,
	'entityCollections-entities.retrieve': retrieve,
	'entityCollections-entities.update': update,
	'entityCollections-entities.delete': remove,
};

function newEntity(call: Call, collectionId: string, body: EntityBody): Entity {
	const { name, description } = body;
	requireThat(name.trim() !== '', 'name is empty');
	const metadata = newMetadata(body.metadata, 'metadata');
	const assetIds = requireImages(call, body.asset_ids);
	return call.world.entities.add({ collectionId, name, description, metadata, assetIds });
}
