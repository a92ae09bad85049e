import { RFC_3339 } from './clock';
import { Refusal } from './errors';
import type { Switches } from './switches';

/** The query parameters that all lists share. */
export interface PageQuery {
	page?: number;
	page_limit?: number;
}

/** The query parameters of the lists that can be sorted. */
export interface SortQuery {
	sort_by?: string;
	sort_option?: string;
}

/** One page, as every list answers it. */
interface Page<Item> {
	data: Item[];
	page_info: { limit_per_page: number; page: number; total_page: number; total_results: number };
}

const DEFAULT_PAGE_LIMIT = 10;
/** Documented for every list. */
const MAXIMUM_PAGE_LIMIT = 50;

/** Cuts one page out of the whole list, and turns only its items into what the API shows. */
export function paged<Item, Shown>(
	items: Item[],
	query: PageQuery,
	switches: Switches,
	show: (item: Item) => Shown,
): Page<Shown> {
	const page = atLeastOne('page', query.page ?? 1);
	const limit = pageLimit(query, switches);
	const start = (page - 1) * limit;
	return {
		data: items.slice(start, start + limit).map(show),
		page_info: {
			limit_per_page: limit,
			page,
			total_page: Math.ceil(items.length / limit),
			total_results: items.length,
		},
	};
}

/**
 * Newest first by `created_at`, unless the query says otherwise.
 * @param keys what the list can be sorted by
 */
export function sorted<Item>(
	items: Item[],
	query: SortQuery,
	switches: Switches,
	keys: Record<string, (item: Item) => number | string>,
): Item[] {
	const { sort_by: by = 'created_at', sort_option: option = 'desc' } = query;
	const keyOf = Object.hasOwn(keys, by) ? keys[by] : undefined;
	if (!keyOf) {
		const message = `sort_by ${by} is none of ${Object.keys(keys).join(', ')}.`;
		throw new Refusal('parameter_invalid', message);
	}
	if (option !== 'asc' && option !== 'desc') {
		throw new Refusal('parameter_invalid', `sort_option ${option} is neither asc nor desc.`);
	}
	const direction = option === 'asc' ? 1 : -1;
	const tieOf = switches.ties === 'shuffled' ? shufflerOf(switches) : (n: number) => n;
	return items
		.map((item, n) => ({ item, key: keyOf(item), tie: tieOf(n) }))
		.sort((a, b) => direction * (compared(a.key, b.key) || a.tie - b.tie))
		.map(({ item }) => item);
}

/** One for each simulator: it shuffles in the same way in each run. */
const shufflers = new WeakMap<Switches, () => number>();

function shufflerOf(switches: Switches): () => number {
	const known = shufflers.get(switches);
	if (known) return known;
	const shuffler = randomNumbers();
	shufflers.set(switches, shuffler);
	return shuffler;
}

/** Numbers from 0 to 1 as if by chance (mulberry32), the same ones each time. */
function randomNumbers(): () => number {
	let state = 1;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

function compared(a: number | string, b: number | string): number {
	return typeof a === 'number' && typeof b === 'number'
		? a - b
		: String(a).localeCompare(String(b));
}

/** A name filter: equal, or contained whatever the case. */
export function nameFilter(
	wanted: string | undefined,
	reading: 'exact' | 'partial',
): (name: string) => boolean {
	if (wanted === undefined) return () => true;
	if (reading === 'exact') return (name) => name === wanted;
	return (name) => name.toLowerCase().includes(wanted.toLowerCase());
}

/** A time filter: at or after the given RFC 3339 time. */
export function sinceFilter(
	name: string,
	text: string | undefined,
	switches: Switches,
): (time: number | undefined) => boolean {
	if (text === undefined) return () => true;
	const since = timeOf(name, text, switches);
	return (time) => time !== undefined && time >= since;
}

/** A time filter: at or before the given RFC 3339 time. */
export function untilFilter(
	name: string,
	text: string | undefined,
	switches: Switches,
): (time: number) => boolean {
	if (text === undefined) return () => true;
	const until = timeOf(name, text, switches);
	return (time) => time <= until;
}

function timeOf(name: string, text: string, switches: Switches): number {
	const [, fraction] = RFC_3339.exec(text) ?? [];
	const time = RFC_3339.test(text) ? Date.parse(text) : NaN;
	if (Number.isNaN(time) || (fraction && switches.timeFilterFractions === 'refuse')) {
		throw new Refusal('parameter_invalid', `${name} ${text} is not an RFC 3339 time.`);
	}
	return time;
}

/** A range filter, both ends included. What has no value yet is in no range. */
export function rangeFilter(
	range: { gte?: number; lte?: number } | undefined,
): (value: number | undefined) => boolean {
	if (range === undefined) return () => true;
	const { gte = -Infinity, lte = Infinity } = range;
	return (value) => value !== undefined && value >= gte && value <= lte;
}

/** How many entries a page has. */
export function pageLimit(
	{ page_limit: asked = DEFAULT_PAGE_LIMIT }: PageQuery,
	switches: Switches,
) {
	if (asked > MAXIMUM_PAGE_LIMIT && switches.pageLimitAboveMaximum === 'refuse') {
		throw new Refusal('parameter_invalid', `page_limit ${asked} is above ${MAXIMUM_PAGE_LIMIT}.`);
	}
	return Math.min(atLeastOne('page_limit', asked), MAXIMUM_PAGE_LIMIT);
}

function atLeastOne(name: string, value: number): number {
	if (value < 1) throw new Refusal('parameter_invalid', `${name} ${value} is below 1.`);
	return value;
}
