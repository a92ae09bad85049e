import { rounded } from '../material/speech';
import { timeAs, type TimeFormat } from '../material/times';
import { countMatches, wordsOf } from '../material/words';
import { instanceOf, type AnswerSchema } from './instance';
import type { AnalysisRequest, SegmentDefinition, SegmentField, TimeRange } from './request';
import type { Subject } from './subject';

/** A definition with this in its id or description has no segment: the only way to order that from outside. */
const WITHOUT_SEGMENTS = 'simulate-no-segments';

/** Into how many parts a video falls for a definition that no line of it fits. */
const PARTS = 3;

type Segments = Record<string, object[]>;

/** The segments of each definition: what fits its description, or else even parts. The same each time. */
export function segmentsOf(request: AnalysisRequest, subject: Subject): Segments {
	const { segment_definitions: definitions = [] } = request.response_format ?? {};
	return Object.fromEntries(
		definitions.map((definition) => [
			definition.id,
			rangesOf(definition, request, subject).map((range, n) =>
				segment(definition, { range, n }, request, subject),
			),
		]),
	);
}

function rangesOf(definition: SegmentDefinition, request: AnalysisRequest, subject: Subject) {
	const { id, description, time_ranges: given } = definition;
	if (`${id} ${description}`.includes(WITHOUT_SEGMENTS)) return [];
	if (given) return given;
	const words = wordsOf(description);
	const fitting = subject.lines.filter(({ value }) => countMatches(words, value) > 0);
	const ranges = fitting.map(({ start, end }) => ({ start_time: start, end_time: end }));
	const { min_segment_duration: min = 0, max_segment_duration: max = Infinity } = request;
	if (ranges.length === 0) return parts(subject, min, max);
	return withoutOverlap(ranges.map((range) => resized(range, min, max, subject)));
}

function parts({ from, to }: Subject, min: number, max: number): TimeRange[] {
	const seconds = to - from;
	const most = min > 0 ? Math.max(1, Math.floor(seconds / min)) : Infinity;
	const count = Math.min(Math.max(PARTS, Math.ceil(seconds / max)), most);
	const at = (n: number) => rounded(from + (seconds * n) / count);
	return Array.from({ length: count }, (_, n) => ({ start_time: at(n), end_time: at(n + 1) }));
}

/** Longer or shorter from its start on, within the window. */
function resized(
	{ start_time: start, end_time: end }: TimeRange,
	min: number,
	max: number,
	{ from, to }: Subject,
): TimeRange {
	const seconds = Math.min(Math.max(end - start, min), max);
	const begin = Math.max(from, Math.min(start, to - seconds));
	return { start_time: rounded(begin), end_time: rounded(Math.min(begin + seconds, to)) };
}

/** The first of those that share time. */
function withoutOverlap(ranges: TimeRange[]): TimeRange[] {
	const kept: TimeRange[] = [];
	for (const range of ranges) {
		if (range.start_time >= (kept.at(-1)?.end_time ?? -Infinity)) kept.push(range);
	}
	return kept;
}

function segment(
	{ fields = [] }: SegmentDefinition,
	{ range, n }: { range: TimeRange; n: number },
	{ response_format: format }: AnalysisRequest,
	{ lines }: Subject,
): object {
	const within = lines.filter(({ end, start }) => end > range.start_time && start < range.end_time);
	const about = within.length > 0 ? within : lines;
	const { segment_time_format: times = 'seconds' } = format ?? {};
	return {
		start_time: timeAs(times, range.start_time),
		end_time: timeAs(times, range.end_time),
		...(fields.length > 0 && { metadata: instanceOf(schemaOf(fields, times), about, n) }),
	};
}

/** The fields of a definition as a schema. An entry of a `time_array` begins and ends by itself. */
function schemaOf(fields: SegmentField[], times: TimeFormat): AnswerSchema {
	const properties = fields.map(({ name, type, format, enum: values, items }) => {
		if (type !== 'time_array') return [name, { type, format, enum: values, items }] as const;
		const own = schemaOf(items?.fields ?? [], times).properties;
		const time = { type: 'timestamp', format: times };
		const entry = { type: 'object', properties: { start_time: time, end_time: time, ...own } };
		return [name, { type: 'array', items: entry }] as const;
	});
	return {
		type: 'object',
		properties: Object.fromEntries(properties) as AnswerSchema['properties'],
	};
}
