import type { World } from '../../simulator/world';

/** Something that a source of the trigger watches. */
export interface WatchedKind {
	/** The value of Watch. */
	source: string;
	/** The list that its trigger asks for. */
	list: string;
	/** Adds one that runs, and gives its ID. */
	add(): string;
	end(id: string, status: 'ready' | 'failed'): void;
}

export const INDEX_LIST = 'indexes-indexedAssets.list';

/** All sources, each with things of its own. */
export function watchedKinds(world: World, indexId: string): WatchedKind[] {
	// Indexed assets would bring assets along that are ready.
	const assetId = world.addAsset({ status: 'ready' }).id;
	const endIn =
		(things: { finish(id: string): void; fail(id: string, reason: string): void }) =>
		(id: string, status: 'ready' | 'failed') =>
			status === 'ready' ? things.finish(id) : things.fail(id, 'video_file_broken');
	return [
		{
			source: 'indexedAsset',
			list: INDEX_LIST,
			add: () => world.addIndexedAsset({ indexId, assetId, status: 'indexing' }).id,
			end: endIn(world),
		},
		{
			source: 'asset',
			list: 'assets.list',
			add: () => world.addAsset({ status: 'processing' }).id,
			end: endIn(world),
		},
		{
			source: 'analysisTask',
			list: 'analyzeAsync-tasks.list',
			add: () => world.tasks.add({ status: 'processing' }).id,
			end: endIn(world.tasks),
		},
		{
			source: 'embeddingTask',
			list: 'embed-v2-tasks.list',
			add: () => world.embeddingTasks.add({ status: 'processing' }).id,
			end: endIn(world.embeddingTasks),
		},
	];
}
