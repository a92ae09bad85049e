import { ApiError } from '../errors';
import { rangeFilter } from '../listing';
import type { IndexedAssetRecord, Media } from '../records';

type Condition = (indexed: IndexedAssetRecord) => boolean;

const MEASURES = new Set(['duration', 'width', 'height', 'size']);

/**
 * The condition of a search: JSON text, in which every key must hold. `id` lists indexed assets, `filename` is exact, the
 * measures and numbers of the metadata may have a range, and any other key is one of the metadata.
 */
export function searchFilter(text: string | undefined): Condition {
	if (text === undefined) return () => true;
	const conditions = Object.entries(parsed(text)).map(([key, wanted]) => condition(key, wanted));
	return (indexed) => conditions.every((holds) => holds(indexed));
}

function condition(key: string, wanted: unknown): Condition {
	if (key === 'id') {
		if (!isTextList(wanted)) throw invalid('id must be a list of texts');
		return ({ id }) => wanted.includes(id);
	}
	const holds = valueCondition(key, wanted);
	if (key === 'filename') {
		if (typeof wanted !== 'string') throw invalid('filename must be a text');
		return ({ filename }) => holds(filename);
	}
	if (isMeasure(key)) {
		if (typeof wanted !== 'number' && typeof wanted !== 'object') {
			throw invalid(`${key} must be a number or a range`);
		}
		return ({ media }) => holds(media[key]);
	}
	return ({ userMetadata }) => holds(userMetadata[key]);
}

/** Equal, or in the range. */
function valueCondition(key: string, wanted: unknown): (value: unknown) => boolean {
	if (['string', 'number', 'boolean'].includes(typeof wanted)) return (value) => value === wanted;
	const range = asRange(wanted);
	if (!range) throw invalid(`${key} must be a text, a number, a boolean, or gte and lte`);
	const isInside = rangeFilter(range);
	return (value) => typeof value === 'number' && isInside(value);
}

function asRange(wanted: unknown): { gte?: number; lte?: number } | undefined {
	if (typeof wanted !== 'object' || wanted === null || Array.isArray(wanted)) return undefined;
	const ends = Object.entries(wanted);
	const isRange =
		ends.length > 0 &&
		ends.every(([end, value]) => ['gte', 'lte'].includes(end) && typeof value === 'number');
	return isRange ? (wanted as { gte?: number; lte?: number }) : undefined;
}

function parsed(text: string): object {
	let filter: unknown;
	try {
		filter = JSON.parse(text);
	} catch {
		throw invalid('it is no JSON');
	}
	if (typeof filter === 'object' && filter !== null && !Array.isArray(filter)) return filter;
	throw invalid('it is no JSON object');
}

const isMeasure = (key: string): key is keyof Media => MEASURES.has(key);

const isTextList = (value: unknown): value is string[] =>
	Array.isArray(value) && value.every((entry) => typeof entry === 'string');

function invalid(reason: string): ApiError {
	return new ApiError(400, 'search_filter_invalid', `The filter is not valid: ${reason}.`);
}
