import { type IDataObject, UserError } from 'n8n-workflow';

import { isRecord } from '../../../api/body';
import { quoted } from '../../../api/plainText';
import { valuesOf } from '../../../shared/parameters';
import { UNLIMITED } from './requestFields';
import { TIME_FORMATS } from './timeFormats';

/** What to find out about each segment, in the API's terms. */
export type DefinitionField = IDataObject & { name: string; type: string; description: string };

/** A kind of segments, in the API's terms. */
export type Definition = IDataObject & {
	id: string;
	description: string;
	fields?: DefinitionField[];
};

/** All documented: https://docs.twelvelabs.io/api-reference/analyze-videos/create-async-analysis-task */
const MAX_DEFINITIONS = 20;
const MAX_FIELDS = 20;
const MAX_VALUES = 100;
const MAX_IMAGES = 4;
const MIN_SECONDS = 2;
const MIN_TOKENS = 2_048;
const MAX_TOKENS = 98_304;
const RESERVED = ['start_time', 'end_time', 'metadata'];
const ITEM_TYPES = ['string', 'number', 'boolean', 'integer'];
const PLACES = ['url', 'asset_id', 'base64_string'];

/** @throws UserError naming segment and field, for what TwelveLabs would refuse */
export function checkDefinitions(definitions: Definition[]): void {
	if (definitions.length === 0) {
		throw refused('there is none', 'Add at least one kind of segments to look for.');
	}
	if (definitions.length > MAX_DEFINITIONS) {
		const next = `Leave some out, or divide them between two runs of the node.`;
		throw refused(`${definitions.length} of them, and TwelveLabs takes ${MAX_DEFINITIONS}`, next);
	}
	definitions.forEach(checkDefinition);
	const repeated = repeatedIn(definitions.map(({ id }) => id));
	if (repeated !== undefined) {
		throw refused(`the ID ${quoted(repeated)} stands twice`, 'Give each one an ID of its own.');
	}
}

function checkDefinition(definition: Definition, n: number): void {
	const { id, description, fields = [], media_sources: images, time_ranges: ranges } = definition;
	if (id === '') throw refused(`number ${n + 1} has no ID`, 'Give it a short name, such as goal.');
	const place = quoted(id);
	if (description === '') throw refused(`${place} has no description`, DESCRIBE);
	if (fields.length > MAX_FIELDS) {
		const what = `${place} has ${fields.length} fields, and TwelveLabs takes ${MAX_FIELDS}`;
		throw refused(what, 'Leave some out, or divide them between two segments.');
	}
	fields.forEach((field, k) => checkField(field, place, k));
	const repeated = repeatedIn(fields.map(({ name }) => name));
	if (repeated !== undefined) {
		throw refused(`${place} has two fields ${quoted(repeated)}`, 'Give each a name of its own.');
	}
	if (images !== undefined) checkImages(images, place);
	if (ranges !== undefined) checkRanges(ranges, place);
}

const DESCRIBE = 'Say in plain words what TwelveLabs should look for.';

function checkField(field: DefinitionField, segment: string, n: number): void {
	const { name, type, description, enum: values, items, format } = field;
	if (name === '') throw refused(`field ${n + 1} of ${segment} has no name`, 'Give it one.');
	const place = `field ${quoted(name)} of ${segment}`;
	const refuse = (what: string, next: string) => refused(`${place} ${what}`, next);
	if (RESERVED.includes(name)) {
		throw refuse(
			`has a name that TwelveLabs uses itself`,
			`Not to be used: ${RESERVED.join(', ')}.`,
		);
	}
	if (type === '') throw refuse('has no type', 'Choose one, such as string.');
	if (description === '') throw refuse('has no description', DESCRIBE);
	if (values !== undefined && !(Array.isArray(values) && values.length <= MAX_VALUES)) {
		throw refuse(`has no list of at most ${MAX_VALUES} allowed values`, 'Leave some out.');
	}
	if (type === 'timestamp' && values !== undefined) {
		throw refuse('is a timestamp with allowed values', 'Leave the allowed values out.');
	}
	if (type === 'timestamp' && !valuesOf(TIME_FORMATS).some((each) => each === format)) {
		const next = `Set format to one of ${valuesOf(TIME_FORMATS).join(', ')}.`;
		throw refuse(
			`is a timestamp with ${format === undefined ? 'no format' : `the format ${quoted(format)}`}`,
			next,
		);
	}
	if (type !== 'timestamp' && format !== undefined) {
		throw refuse(`has a format, but is no timestamp`, 'Leave the format out.');
	}
	const { type: itemType, fields } = isRecord(items) ? items : {};
	if (type === 'array' && !ITEM_TYPES.some((each) => each === itemType)) {
		const next = `Set it to one of ${ITEM_TYPES.join(', ')}.`;
		throw refuse(
			`is a list, whose values have ${itemType === undefined ? 'no type' : `the type ${quoted(itemType)}`}`,
			next,
		);
	}
	if (
		type === 'time_array' &&
		!(itemType === 'object' && Array.isArray(fields) && fields.length > 0)
	) {
		const next = 'Choose Using JSON, with items such as {"type": "object", "fields": [...]}.';
		throw refuse('is a time_array without fields', next);
	}
}

function checkImages(images: unknown, place: string): void {
	if (!Array.isArray(images) || images.length > MAX_IMAGES) {
		throw refused(`${place} has no list of at most ${MAX_IMAGES} media_sources`, 'Leave some out.');
	}
	const isOne = (image: unknown) =>
		isRecord(image) && PLACES.filter((name) => image[name] !== undefined).length === 1;
	if (images.every(isOne)) return;
	const next = `Give each of them exactly one of ${PLACES.join(', ')}.`;
	throw refused(`${place} has a media source from nowhere, or from two places`, next);
}

/** Seconds of the video. */
interface Range {
	start_time: number;
	end_time: number;
}

function checkRanges(ranges: unknown, place: string): void {
	const next = `A range has start_time and end_time in seconds, at least ${MIN_SECONDS} apart.`;
	if (!Array.isArray(ranges) || !ranges.every(isRange)) {
		throw refused(`${place} has time_ranges that are none`, next);
	}
	const inOrder = [...ranges].sort((a, b) => a.start_time - b.start_time);
	const overlaps = inOrder.some((range, n) => n > 0 && range.start_time < inOrder[n - 1].end_time);
	if (overlaps) throw refused(`${place} has time_ranges that overlap`, 'They may touch at most.');
}

const isRange = (range: unknown): range is Range =>
	isRecord(range) &&
	typeof range.start_time === 'number' &&
	typeof range.end_time === 'number' &&
	range.end_time - range.start_time >= MIN_SECONDS;

/**
 * What holds for a segmentation as a whole.
 * @param body of the request
 * @throws UserError naming the option
 */
export function checkSegmentation(definitions: Definition[], body: IDataObject): void {
	const { max_tokens: tokens, min_segment_duration: min, max_segment_duration: max } = body;
	for (const [label, value] of [['Min', min] as const, ['Max', max] as const]) {
		if (value === undefined || Number(value) >= MIN_SECONDS) continue;
		const what = `${label} Segment Duration (Seconds): ${quoted(value)} is less than ${MIN_SECONDS}`;
		throw refusal(what, `Give it at least ${MIN_SECONDS} seconds, or 0 for no limit.`);
	}
	if (min !== undefined && max !== undefined && Number(max) < Number(min)) {
		const what = `Max Segment Duration (Seconds): ${quoted(max)} is less than Min Segment Duration`;
		throw refusal(what, 'Exchange the two, or leave one of them out.');
	}
	if (typeof tokens === 'number' && (tokens < MIN_TOKENS || tokens > MAX_TOKENS)) {
		const what = `Max Tokens: ${tokens} is not between ${MIN_TOKENS} and ${MAX_TOKENS}`;
		throw refusal(what, `Segments need at least ${MIN_TOKENS}; with pegasus1.6 also ${UNLIMITED}.`);
	}
	const excluded = ['start_time', 'end_time', 'min_segment_duration', 'max_segment_duration'];
	const isExcluded = tokens === UNLIMITED || excluded.some((name) => body[name] !== undefined);
	const ranged = definitions.find(({ time_ranges: ranges }) => ranges !== undefined);
	if (!ranged || !isExcluded) return;
	throw refused(
		`${quoted(ranged.id)} has time_ranges, which exclude a window, segment durations and unlimited tokens`,
		'Leave the time_ranges or those options out.',
	);
}

function repeatedIn(texts: string[]): string | undefined {
	return texts.find((text, n) => texts.indexOf(text) !== n);
}

const refused = (what: string, next: string): UserError => refusal(`Segments: ${what}`, next);

const refusal = (message: string, next: string): UserError =>
	new UserError(message, { description: `${next} Nothing was sent for this item.` });
