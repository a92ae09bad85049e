import { asksForSegments, type AnalysisRequest, type NamedImage } from '../analysis/request';
import { subjectOf, subjectOfImages, type Source, type Subject } from '../analysis/subject';
import { ApiError, requireThat } from '../errors';
import { assetFootage } from '../material/footage';
import { nameIn, unseenSeconds, type MediaPlace } from '../material/mediaPlace';
import { assetTypeOf, isTimed } from '../records';
import type { Call } from './call';
import { requireReadyAsset } from './lookup';

/** What the length of a video may be, in seconds. */
export interface LengthLimits {
	window: number;
	/** Of the whole file, without a window and with one. */
	file: number;
	fileWithWindow: number;
}

const MIN_WINDOW_SECONDS = 1;

type AnalysisCall = Call<unknown, unknown, AnalysisRequest>;

/** What a request is about, and how long its file is; refuses what cannot be analyzed. */
export function subjectOfCall(
	call: AnalysisCall,
	limits: LengthLimits,
): { subject: Subject; duration?: number } {
	const { image, prompt_v2: structured, response_format: format } = call.body;
	const definitions = format?.segment_definitions ?? [];
	const references = [structured, ...definitions].flatMap((each) => each?.media_sources ?? []);
	for (const reference of references) imageName(call, reference);
	if (image) return { subject: subjectOfImages(image.map((each) => imageName(call, each))) };
	const source = sourceOf(call);
	const { duration, clockStart } = source;
	const { start_time: from = clockStart, end_time: to = clockStart + duration } = call.body;
	requireInside(from, to, source, MIN_WINDOW_SECONDS);
	checkLength(call.body, duration, to - from, limits);
	if (asksForSegments(call.body)) {
		const ranges = definitions.flatMap(({ time_ranges: each = [] }) => each);
		for (const range of ranges) requireInside(range.start_time, range.end_time, source, 0);
	}
	return { subject: subjectOf(source, from, to), duration };
}

function sourceOf(call: AnalysisCall): Source {
	const video: MediaPlace = call.body.video ?? {};
	const { asset_id: assetId, url } = video;
	if (assetId !== undefined) {
		const asset = requireReadyAsset(call, assetId, 'analyzed');
		requireThat(isTimed(asset.fileType), `asset ${assetId} is no video`);
		return { ...assetFootage(asset), clockStart: asset.clockStart ?? 0 };
	}
	return {
		filename: url === undefined ? 'video' : nameIn(url),
		duration: unseenSeconds(video),
		hasSpeech: true,
		clockStart: 0,
	};
}

function imageName(call: AnalysisCall, { name, asset_id: assetId }: NamedImage): string {
	if (assetId === undefined) return name;
	const asset = requireReadyAsset(call, assetId, 'analyzed');
	requireThat(assetTypeOf(asset.fileType) === 'image', `asset ${assetId} is no image`);
	return `${name} (${asset.filename})`;
}

function checkLength(
	{ start_time: start, end_time: end }: AnalysisRequest,
	fileSeconds: number,
	windowSeconds: number,
	limits: LengthLimits,
): void {
	const hasWindow = start !== undefined || end !== undefined;
	const max = hasWindow ? limits.fileWithWindow : limits.file;
	if (fileSeconds <= max && windowSeconds <= limits.window) return;
	const message = `The video has ${fileSeconds} s, of which ${windowSeconds} s are to be analyzed.`;
	throw new ApiError(400, 'video_duration_too_long', message);
}

function requireInside(from: number, to: number, { duration, clockStart }: Source, min: number) {
	requireThat(to - from >= min, `the window from ${from} to ${to} is shorter than ${min} s`);
	requireThat(
		from >= clockStart && to <= clockStart + duration,
		`${from} to ${to} is not inside the video, ${clockStart} to ${clockStart + duration}`,
	);
}
