import { requireThat } from '../errors';
import {
	asksForSegments,
	MAX_OUTPUT_TOKENS,
	type AnalysisRequest,
	type SegmentDefinition,
	type SegmentField,
	type TimeRange,
} from './request';

const MAX_FIELDS = 20;
const MAX_ENUM = 100;
const MAX_IMAGES = 4;
const MIN_SECONDS = 2;
const MIN_TOKENS = 2_048;
const RESERVED = ['start_time', 'end_time', 'metadata'];
const NEWER_MODEL = 'pegasus1.6';

/** Refuses what the API refuses about segments, and segments where none are asked for. */
export function checkSegmentation(request: AnalysisRequest): void {
	const { response_format: format, max_tokens: tokens } = request;
	const min = request.min_segment_duration;
	const max = request.max_segment_duration;
	if (!asksForSegments(request)) {
		requireThat(
			format?.type !== 'segment_definitions',
			'segment_definitions needs analysis_mode time_based_metadata',
		);
		requireThat(
			min === undefined && max === undefined,
			'segment durations need analysis_mode time_based_metadata',
		);
		requireThat(
			tokens !== 'unlimited',
			'max_tokens unlimited needs analysis_mode time_based_metadata',
		);
		return;
	}
	const definitions = format?.segment_definitions ?? [];
	requireThat(
		format?.type === 'segment_definitions' && definitions.length > 0,
		'time_based_metadata needs response_format.segment_definitions',
	);
	const hasPrompt = request.prompt !== undefined || request.prompt_v2 !== undefined;
	requireThat(!hasPrompt, 'time_based_metadata takes no prompt');
	requireThat(
		(min ?? MIN_SECONDS) >= MIN_SECONDS && (max ?? MIN_SECONDS) >= MIN_SECONDS,
		`segment durations are at least ${MIN_SECONDS}`,
	);
	requireThat(
		(max ?? Infinity) >= (min ?? 0),
		'max_segment_duration is below min_segment_duration',
	);
	checkTokens(request);
	requireThat(areUnique(definitions.map(({ id }) => id)), 'segment_definitions have the same id');
	for (const definition of definitions) checkDefinition(definition, request);
}

function checkTokens({ max_tokens: tokens, model_name: model }: AnalysisRequest): void {
	if (tokens === undefined) return;
	if (tokens === 'unlimited') {
		requireThat(model === NEWER_MODEL, `max_tokens unlimited needs ${NEWER_MODEL}`);
		return;
	}
	requireThat(
		tokens >= MIN_TOKENS && tokens <= MAX_OUTPUT_TOKENS,
		`max_tokens is ${MIN_TOKENS} to ${MAX_OUTPUT_TOKENS}`,
	);
}

function checkDefinition(definition: SegmentDefinition, request: AnalysisRequest): void {
	const {
		id,
		description,
		fields = [],
		media_sources: images = [],
		time_ranges: ranges,
	} = definition;
	requireThat(id !== '' && description !== '', 'a segment definition needs id and description');
	requireThat(fields.length <= MAX_FIELDS, `${id} has more than ${MAX_FIELDS} fields`);
	requireThat(images.length <= MAX_IMAGES, `${id} has more than ${MAX_IMAGES} media_sources`);
	requireThat(areUnique(fields.map(({ name }) => name)), `${id} has fields of the same name`);
	for (const field of fields) checkField(field, `${id}.${field.name}`, request);
	if (ranges) checkRanges(ranges, id, request);
}

function checkField(
	field: SegmentField,
	place: string,
	{ model_name: model }: AnalysisRequest,
): void {
	const { name, type, format, enum: values = [], items } = field;
	requireThat(!RESERVED.includes(name), `${place} has a name that is reserved`);
	requireThat(values.length <= MAX_ENUM, `${place} has more than ${MAX_ENUM} values`);
	requireThat(
		(type === 'timestamp') === (format !== undefined),
		`${place}: format goes with timestamp`,
	);
	const isList = type === 'array' || type === 'time_array';
	requireThat(isList === (items !== undefined), `${place}: items goes with array and time_array`);
	requireThat(
		type !== 'time_array' || model === NEWER_MODEL,
		`${place}: time_array needs ${NEWER_MODEL}`,
	);
	requireThat(
		(type === 'time_array') === (items?.type === 'object'),
		`${place}: objects are the items of time_array`,
	);
}

function checkRanges(ranges: TimeRange[], id: string, request: AnalysisRequest): void {
	const { start_time: start, end_time: end, max_tokens: tokens } = request;
	const { min_segment_duration: min, max_segment_duration: max } = request;
	const excluded = [start, end, min, max].some((value) => value !== undefined);
	requireThat(!excluded, `${id}: time_ranges excludes a window and segment durations`);
	requireThat(tokens !== 'unlimited', `${id}: time_ranges excludes max_tokens unlimited`);
	const inOrder = [...ranges].sort((a, b) => a.start_time - b.start_time);
	for (const [n, range] of inOrder.entries()) {
		const isLong = range.end_time - range.start_time >= MIN_SECONDS;
		requireThat(isLong, `${id}: a time range has at least ${MIN_SECONDS} seconds`);
		const before = inOrder[n - 1]?.end_time ?? -Infinity;
		requireThat(range.start_time >= before, `${id}: time ranges overlap`);
	}
}

const areUnique = (texts: string[]): boolean => new Set(texts).size === texts.length;
