import { ApiError } from '../errors';
import { paged, sorted, type PageQuery, type SortQuery } from '../listing';
import type { IndexedAssetRecord } from '../records';
import { handler, type Call, type Handler } from './call';
import { indexedAssetFilter, type IndexedAssetFilters } from './indexedAssetFilter';
import { details, listItem, summary, updatedAt, type Extras } from './indexedAssetView';
import { requireAsset, requireIndex, requireIndexedAsset, requireReadyAsset } from './lookup';
import { mergedMetadata, metadataChanges, newMetadata } from './metadata';

interface IndexPath {
	'index-id': string;
}

interface IndexedAssetPath extends IndexPath {
	'indexed-asset-id': string;
}

interface NewIndexedAssetBody {
	asset_id: string;
	enable_video_stream?: boolean;
	user_metadata?: unknown;
}

type ListQuery = PageQuery & SortQuery & IndexedAssetFilters;

const create = handler<IndexPath, unknown, NewIndexedAssetBody>((call) => {
	const { world, body, switches } = call;
	const index = requireIndex(call, call.path['index-id']);
	const userMetadata = newMetadata(body.user_metadata);
	const asset = requireReadyAsset(call, body.asset_id, 'indexed');
	const existing = world.usesOf(asset.id).find(({ indexId }) => indexId === index.id);
	if (existing && switches.repeatedIndexing === 'sameId') return accepted(call, existing);
	const videoStream = body.enable_video_stream ?? false;
	const wish = { indexId: index.id, assetId: asset.id, userMetadata, videoStream };
	return accepted(call, world.addIndexedAsset(wish));
});

const list = handler<IndexPath, ListQuery>((call) => {
	const { world, query, switches, now } = call;
	const { id } = requireIndex(call, call.path['index-id']);
	const found = world.indexedAssetsOf(id).filter(indexedAssetFilter(query, switches, now));
	const inOrder = sorted(found, query, switches, {
		created_at: ({ createdAt }) => createdAt,
		updated_at: (indexed) => updatedAt(indexed, switches, now),
	});
	const body = paged(inOrder, query, switches, (indexed) => listItem(indexed, switches, now));
	return { status: 200, body };
});

const retrieve = handler<IndexedAssetPath, Extras>((call) => {
	const indexed = requestedIndexedAsset(call);
	const asset = call.world.assets.get(indexed.assetId);
	return { status: 200, body: details(indexed, asset, call.query, call.switches, call.now) };
});

const update = handler<IndexedAssetPath, unknown, { user_metadata?: unknown }>((call) => {
	const indexed = requestedIndexedAsset(call);
	const { user_metadata: sent } = call.body;
	if (sent === undefined) {
		if (call.switches.emptyUpdate === 'accept') return { status: 204 };
		throw new ApiError(400, 'parameter_not_provided', 'There is nothing to update.');
	}
	indexed.userMetadata = mergedMetadata(indexed.userMetadata, metadataChanges(sent));
	indexed.metadataEditedAt = call.now;
	return { status: 204 };
});

const remove = handler<IndexedAssetPath>((call) => {
	call.world.remove(requestedIndexedAsset(call).id);
	return { status: 204 };
});

const listByAsset = handler<{ asset_id: string }, PageQuery>((call) => {
	const { world, query, switches } = call;
	const { id } = requireAsset(call, call.path.asset_id);
	const body = paged(world.usesOf(id), query, switches, (indexed) => summary(indexed, world));
	return { status: 200, body };
});

export const indexedAssetHandlers: Record<string, Handler> = {
	'indexes-indexedAssets.create': create,
	'indexes-indexedAssets.list': list,
	'indexes-indexedAssets.retrieve': retrieve,
	'indexes-indexedAssets.update': update,
	'indexes-indexedAssets.delete': remove,
	'indexes-indexedAssets.list-by-asset': listByAsset,
};

function requestedIndexedAsset(call: Call<IndexedAssetPath>): IndexedAssetRecord {
	return requireIndexedAsset(call, call.path['index-id'], call.path['indexed-asset-id']);
}

function accepted({ switches }: Call, { id, indexId, assetId }: IndexedAssetRecord) {
	const bodies = {
		both: { _id: id, asset_id: assetId },
		idOnly: { _id: id },
		locationOnly: undefined,
	};
	const headers = { Location: `/indexes/${indexId}/indexed-assets/${id}` };
	return { status: 202, headers, body: bodies[switches.createAnswer] };
}
