import type { IndexedAssetRecord } from '../records';
import type { KeptSearch } from './pages';
import type { Hit } from './ranking';

/** A clip of an indexed asset that fits. */
export type VideoHit = Hit<IndexedAssetRecord>;

/** A search as it is kept for its further pages. An entry has one clip, or all those of one video. */
export interface Search extends KeptSearch<readonly VideoHit[]> {
	grouped: boolean;
	hasThumbnails: boolean;
	pool: { total_count: number; total_duration: number; index_id: string };
}

/** The clips of each video together, the video with the best clip first. */
export function groupedByVideo(hits: readonly VideoHit[]): VideoHit[][] {
	const groups = new Map<string, VideoHit[]>();
	for (const hit of hits) {
		const group = groups.get(hit.video.id);
		if (group) group.push(hit);
		else groups.set(hit.video.id, [hit]);
	}
	return [...groups.values()];
}
