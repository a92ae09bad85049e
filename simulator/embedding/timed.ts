import { clipsOf, type Clip } from '../material/clips';
import type { EmbeddedFile } from './file';
import type { MeaningOfPart } from './items';
import { meaningOf, mixed } from './meaning';
import {
	isNewModel,
	type EmbeddingOption,
	type EmbeddingSettings,
	type EmbeddingScope,
	type Segmentation,
	type TimedInput,
} from './request';

/** Documented, by model: Marengo 3.5 hears speech as audio. */
const DEFAULT_OPTIONS: Record<'video' | 'audio', EmbeddingOption[]> = {
	video: ['visual', 'audio', 'transcription'],
	audio: ['audio', 'transcription'],
};

/** What a request for a video or an audio file asks for, with the defaults of its model. */
export interface TimedWish {
	from: number;
	to: number;
	options: EmbeddingOption[];
	scopes: EmbeddingScope[];
	isSeparate: boolean;
	isFused: boolean;
	/** Of a clip; undefined where the scenes decide. */
	seconds?: number;
}

export function wishOf(
	input: TimedInput,
	kind: 'video' | 'audio',
	file: EmbeddedFile,
	settings: EmbeddingSettings,
): TimedWish {
	const defaults = DEFAULT_OPTIONS[kind].filter(
		(option) => option !== 'transcription' || !isNewModel(settings),
	);
	const { embedding_type: types = ['separate_embedding'] } = input;
	return {
		from: input.start_sec ?? 0,
		to: input.end_sec ?? file.duration,
		options: input.embedding_option ?? defaults,
		scopes: input.embedding_scope ?? ['clip', 'asset'],
		isSeparate: types.includes('separate_embedding'),
		isFused: types.includes('fused_embedding'),
		seconds: segmentationOf(input)?.fixed?.duration_sec,
	};
}

/** The segmentation in whichever of its two shapes. */
export function segmentationOf({ segmentation }: TimedInput): Segmentation | undefined {
	return segmentation && 'temporal' in segmentation ? segmentation.temporal : segmentation;
}

/** A meaning for each clip and for the whole, by each of the options. What is silent has no transcription. */
export function partsOf(
	input: TimedInput,
	wish: TimedWish,
	file: EmbeddedFile,
	settings: EmbeddingSettings,
): MeaningOfPart[] {
	const { from, to, seconds, scopes } = wish;
	const clips = scopes.some((scope) => scope !== 'asset')
		? clipsOf(file, { from, to, seconds })
		: [];
	const whole = scopes.includes('asset') ? clipsOf(file, { from, to, seconds: to - from }) : [];
	const textOf = isNewModel(settings) ? newText : oldText;
	return [
		...clips.map((clip) => ({ clip, scope: 'clip' as const })),
		...whole.map((clip) => ({ clip, scope: 'asset' as const })),
	].flatMap(({ clip, scope }) => {
		const own = wish.options
			.map((option) => ({ option, text: textOf(option, clip) }))
			.filter(({ text }) => text !== '')
			.map(({ option, text }) => ({ option, meaning: meaningOf(text) }));
		const fused = [...own.map(({ meaning }) => meaning), ...metadataOf(input, clip)];
		return [
			...(wish.isSeparate ? own : []),
			...(wish.isFused && fused.length > 0 ? [{ option: 'fused', meaning: mixed(fused) }] : []),
		].map(({ option, meaning }) => ({
			meaning,
			part: {
				embedding_option: option,
				embedding_scope: scope,
				start_sec: clip.start,
				end_sec: clip.end,
			},
		}));
	});
}

function oldText(option: EmbeddingOption, { sights, sounds, spoken }: Clip): string {
	if (option === 'visual') return sights;
	return option === 'audio' ? sounds : spoken;
}

const newText = (option: EmbeddingOption, { sights, sounds, spoken }: Clip): string =>
	option === 'visual' ? sights : `${sounds} ${spoken}`;

/** The texts of the user that overlap the clip in time; a text without duration lies in one clip. */
function metadataOf({ time_based_metadata: texts = [] }: TimedInput, { start, end }: Clip) {
	return texts
		.filter((each) => each.start < end && (each.end > start || each.start >= start))
		.map(({ text }) => meaningOf(text));
}
