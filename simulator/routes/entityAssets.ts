import { requireThat } from '../errors';
import { paged, sorted, type PageQuery } from '../listing';
import { handler, type Handler } from './call';
import { requireImages } from './entityImages';
import { shownEntity } from './entityView';
import { requireAsset, requireEntity, type EntityPath } from './lookup';

interface AssetsBody {
	asset_ids: string[];
}

const add = handler<EntityPath, unknown, AssetsBody>((call) => {
	const entity = requireEntity(call);
	const added = requireImages(call, call.body.asset_ids);
	call.world.entities.replaceImages(entity, [...new Set([...entity.assetIds, ...added])]);
	return { status: 200, body: shownEntity(entity, call) };
});

/** An image that the entity does not have is ignored. */
const remove = handler<EntityPath, unknown, AssetsBody>((call) => {
	const entity = requireEntity(call);
	const { asset_ids: removed } = call.body;
	requireThat(removed.length > 0, 'asset_ids is empty');
	const left = entity.assetIds.filter((id) => !removed.includes(id));
	requireThat(left.length > 0, 'The last image of an entity cannot be removed');
	call.world.entities.replaceImages(entity, left);
	return { status: 200, body: shownEntity(entity, call) };
});

const listByAsset = handler<{ asset_id: string }, PageQuery>((call) => {
	const { world, query, switches } = call;
	const { id } = requireAsset(call, call.path.asset_id);
	const newestFirst = sorted(world.entities.withAsset(id), {}, switches, {
		created_at: ({ createdAt }) => createdAt,
	});
	const body = paged(newestFirst, query, switches, (entity) => shownEntity(entity, call));
	return { status: 200, body };
});

export const entityAssetHandlers: Record<string, Handler> = {
	'entityCollections-entities.create-assets': add,
	'entityCollections-entities.delete-assets': remove,
	'entityCollections-entities.list-by-asset': listByAsset,
};
