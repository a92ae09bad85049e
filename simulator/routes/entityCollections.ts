import type { EntityCollection } from '../entities';
import { ApiError, requireThat } from '../errors';
import { nameFilter, paged, sorted, type PageQuery, type SortQuery } from '../listing';
import { handler, type Handler } from './call';
import { requireEntityCollection } from './lookup';

interface CollectionPath {
	entity_collection_id: string;
}

interface CollectionBody {
	name: string;
	description?: string;
}

interface CollectionQuery extends PageQuery, SortQuery {
	name?: string;
}

const create = handler<unknown, unknown, CollectionBody>(({ world, body }) => {
	const { name, description } = body;
	requireThat(name.trim() !== '', 'name is empty');
	return { status: 201, body: shown(world.entities.addCollection({ name, description })) };
});

const list = handler<unknown, CollectionQuery>(({ world, query, switches }) => {
	const named = nameFilter(query.name, switches.entityNameFilter);
	const found = [...world.entities.collections.values()].filter(({ name }) => named(name));
	const inOrder = sorted(found, query, switches, {
		created_at: ({ createdAt }) => createdAt,
		updated_at: ({ updatedAt }) => updatedAt,
		name: ({ name }) => name,
	});
	return { status: 200, body: paged(inOrder, query, switches, shown) };
});

const retrieve = handler<CollectionPath>((call) => ({
	status: 200,
	body: shown(requireEntityCollection(call, call.path.entity_collection_id)),
}));

const update = handler<CollectionPath, unknown, Partial<CollectionBody>>((call) => {
	const collection = requireEntityCollection(call, call.path.entity_collection_id);
	const { name = collection.name, description = collection.description } = call.body;
	requireThat(name.trim() !== '', 'name is empty');
	Object.assign(collection, { name, description, updatedAt: call.now });
	return { status: 200, body: shown(collection) };
});

const remove = handler<CollectionPath>((call) => {
	const { entities } = call.world;
	const { id } = requireEntityCollection(call, call.path.entity_collection_id);
	if (call.switches.collectionDelete === 409 && entities.of(id).length > 0) {
		const message = `Entity collection ${id} has entities. Delete them first.`;
		throw new ApiError(409, 'entity_collection_not_empty', message);
	}
	entities.removeCollection(id);
	return { status: 204 };
});

export const entityCollectionHandlers: Record<string, Handler> = {
	'entityCollections.create': create,
	'entityCollections.list': list,
	'entityCollections.retrieve': retrieve,
	'entityCollections.update': update,
	'entityCollections.delete': remove,
};

function shown({ id, name, description, createdAt, updatedAt }: EntityCollection): object {
	return {
		_id: id,
		name,
		...(description !== undefined && { description }),
		created_at: new Date(createdAt).toISOString(),
		updated_at: new Date(updatedAt).toISOString(),
	};
}
