import { ApiError, requireThat } from '../errors';
import type { Switches } from '../switches';
import type { EmbeddedFile } from './file';
import { isNewModel, type EmbeddingSettings, type TimedInput } from './request';
import { segmentationOf, type TimedWish } from './timed';

const MIN_SECONDS = 4;

/** In seconds. Some examples of the vendor have the length that a switch is about. */
const SEGMENT = { min: 2, minOfExamples: 1, maxFixed: 10, maxDynamic: 5 };

/** Refuses what the API refuses about a video or an audio file. */
export function checkTimed(
	input: TimedInput,
	wish: TimedWish,
	file: EmbeddedFile,
	settings: EmbeddingSettings,
	{ maxSeconds, switches }: { maxSeconds: number; switches: Switches },
): void {
	checkOptions(input, wish, settings);
	checkSegmentation(input, settings, switches);
	const { from, to } = wish;
	requireThat(from >= 0 && from < to, 'start_sec is before end_sec');
	requireThat(to <= file.duration, `end_sec is above ${file.duration}, the length of the file`);
	checkLength(to - from, file.duration, maxSeconds);
}

function checkOptions(
	{ embedding_type: types, time_based_metadata: metadata }: TimedInput,
	{ options, scopes, isFused }: TimedWish,
	settings: EmbeddingSettings,
): void {
	const isNew = isNewModel(settings);
	requireThat(options.length > 0 && scopes.length > 0, 'an option and a scope are required');
	requireThat(!isNew || !options.includes('transcription'), 'transcription needs marengo3.0');
	requireThat(isNew || !scopes.includes('local'), 'the scope local needs marengo3.5');
	requireThat(
		isNew || types === undefined || options.length > 1,
		'embedding_type needs several values of embedding_option',
	);
	requireThat(isNew || metadata === undefined, 'time_based_metadata needs marengo3.5');
	requireThat(
		metadata === undefined || isFused,
		'time_based_metadata needs the type fused_embedding',
	);
	requireThat(
		!isNew || !isFused || metadata !== undefined,
		'fused_embedding needs time_based_metadata',
	);
	requireThat(
		settings.embedding_uncertainty !== true || !scopes.includes('asset'),
		'embedding_uncertainty does not go with the scope asset',
	);
}

function checkSegmentation(
	input: TimedInput,
	settings: EmbeddingSettings,
	switches: Switches,
): void {
	const { segmentation: sent } = input;
	if (sent === undefined) return;
	requireThat(
		'temporal' in sent === isNewModel(settings),
		'segmentation is inside temporal with marengo3.5, and only there',
	);
	const { fixed, dynamic } = segmentationOf(input) ?? {};
	const seconds = fixed?.duration_sec ?? dynamic?.min_duration_sec ?? SEGMENT.min;
	const min = switches.segmentsOfOneSecond === 'accepted' ? SEGMENT.minOfExamples : SEGMENT.min;
	const max = fixed ? SEGMENT.maxFixed : SEGMENT.maxDynamic;
	requireThat(seconds >= min && seconds <= max, `a segment lasts ${SEGMENT.min} to ${max} s`);
}

function checkLength(seconds: number, fileSeconds: number, maxSeconds: number): void {
	if (fileSeconds < MIN_SECONDS) {
		const message = `The file has ${fileSeconds} s; ${MIN_SECONDS} s are required.`;
		throw new ApiError(400, 'video_duration_too_short', message);
	}
	if (seconds <= maxSeconds) return;
	const message = `${seconds} s are to be embedded, of at most ${maxSeconds} s.`;
	throw new ApiError(400, 'video_duration_too_long', message);
}
