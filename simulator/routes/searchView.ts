import type { Search, VideoHit } from '../search/search';
import type { Switches } from '../switches';
import type { Call } from './call';

/** One page of a search, with the tokens of those beside it. */
export function shownPage(
	{ world, switches, now }: Call,
	search: Search,
	page: number,
	withMetadata: boolean,
): object {
	const { entries, expiresAt, next, previous } = world.searches.open(search, page, now, {
		lifeMs: switches.searchPageLifeMs,
		countedFrom: switches.searchPageExpiry,
	});
	return {
		search_pool: search.pool,
		data: entries.map((hits) =>
			search.grouped
				? group(hits, search, withMetadata, switches)
				: hits.map((hit) => item(hit, search, withMetadata))[0],
		),
		page_info: {
			limit_per_page: search.limit,
			...totals(search, switches),
			page_expires_at: new Date(expiresAt).toISOString(),
			...(next !== undefined && { next_page_token: next }),
			...(previous !== undefined && { prev_page_token: previous }),
		},
	};
}

function group(
	hits: readonly VideoHit[],
	search: Search,
	withMetadata: boolean,
	{ groupedMetadata }: Switches,
): object {
	const video = hits[0]?.video;
	const onGroup = withMetadata && groupedMetadata === 'group';
	return {
		id: video?.id,
		...(onGroup && { user_metadata: video?.userMetadata }),
		clips: hits.map((hit) => item(hit, search, withMetadata && !onGroup)),
	};
}

function item({ video, clip, rank }: VideoHit, search: Search, withMetadata: boolean): object {
	return {
		video_id: video.id,
		start: clip.start,
		end: clip.end,
		rank,
		...(search.hasThumbnails && {
			thumbnail_url: `https://files.simulator.invalid/${video.id}/${clip.start}.jpg`,
		}),
		...(clip.spoken !== '' && { transcription: clip.spoken }),
		...(withMetadata && { user_metadata: video.userMetadata }),
	};
}

/** By its text, `total_results` counts clips where videos are listed, and videos where clips are. */
function totals({ entries, grouped }: Search, { searchTotals }: Switches): object {
	const clips = entries.reduce((sum, hits) => sum + hits.length, 0);
	const videos = new Set(entries.flatMap((hits) => hits.map(({ video }) => video.id))).size;
	const countsClips = grouped === (searchTotals === 'vendorText');
	return {
		total_results: countsClips ? clips : videos,
		...(grouped && { total_inner_matches: clips }),
	};
}
