import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../../api/body';
import { textId } from '../../../api/ids';

/** A clip that was found, with the API's names. */
export type Clip = IDataObject & { video_id: string };

/** The clips of one page. */
interface ClipsOfPage {
	/** In the order of the page. */
	clips: Clip[];
	/** Whether the page has something that is no clip of a video: it is left out, so that it stops no other. */
	isPartial: boolean;
}

/**
 * The clips of one page. A grouped page lists videos, each with its clips: what stands at the video alone is given to its
 * clips, so that they are the same either way.
 * @returns undefined where the page is no list of clips
 */
export function clipsOf(data: unknown): ClipsOfPage | undefined {
	if (!Array.isArray(data)) return undefined;
	const found = data.flatMap(clipsIn);
	const clips = found.filter((clip) => clip !== undefined);
	const isPartial = clips.length < found.length;
	return isPartial && clips.length === 0 ? undefined : { clips, isPartial };
}

function clipsIn(entry: unknown): Array<Clip | undefined> {
	if (!isRecord(entry)) return [undefined];
	const { clips, id, user_metadata } = entry as IDataObject;
	if (!Array.isArray(clips)) return [ofVideo(entry as IDataObject, undefined)];
	const ofGroup = user_metadata === undefined ? {} : { user_metadata };
	return (clips as unknown[]).map((clip) =>
		isRecord(clip) ? ofVideo({ ...ofGroup, ...clip }, id) : undefined,
	);
}

/** @param group the ID of the video that holds the clip */
function ofVideo(clip: IDataObject, group: unknown): Clip | undefined {
	const video_id = textId(clip.video_id) ?? textId(group);
	return video_id === undefined ? undefined : { ...clip, video_id };
}

/** The same for the same clip. A rank may change from one search to the next. */
export const keyOf = ({ video_id, start, end }: Clip): string =>
	[video_id, start, end].map(String).join(' ');

/**
 * A clip, small and flat.
 * @param indexId of the index that was searched
 */
export function simplifiedClip(clip: IDataObject, indexId: string): IDataObject {
	const { video_id, asset_id, filename, rank, start, end } = clip;
	const [from, to] = [start, end].map((time) => (typeof time === 'number' ? time : undefined));
	return {
		indexed_asset_id: video_id,
		asset_id,
		filename,
		rank,
		start,
		end,
		// A difference of two times is not always as round as they are.
		duration: from === undefined || to === undefined ? undefined : rounded(to - from),
		timestamp: from === undefined ? undefined : timestamp(from),
		thumbnail_url: clip.thumbnail_url,
		transcription: clip.transcription,
		user_metadata: clip.user_metadata,
		index_id: indexId,
	};
}

const rounded = (seconds: number): number => Math.round(seconds * 1_000) / 1_000;

/** `00:10:04`, of the second in which the clip begins. */
function timestamp(seconds: number): string {
	const whole = Math.max(0, Math.floor(seconds));
	return [Math.floor(whole / 3_600), Math.floor(whole / 60) % 60, whole % 60]
		.map((part) => String(part).padStart(2, '0'))
		.join(':');
}
