import {
	asBoolean,
	asCollection,
	asLimit,
	asList,
	asText,
	invalid,
	valuesOf,
} from '../shared/parameters';
import { metadataFromRows } from '../shared/metadata/userMetadata';
import { EVENTS } from './parameters';
import type { EventWish } from './sources/wish';

/** Reads a parameter of the trigger, with its expressions resolved. */
type Parameter = (name: string) => unknown;

/** What the user chose at every source, checked. */
export interface CommonOptions {
	/** Statuses that end an entry. */
	events: string[];
	simplify: boolean;
}

/** What the user chose of files, checked. */
export interface TriggerOptions extends EventWish, CommonOptions {
	fullDetails: boolean;
}

/**
 * @param statuses that an entry of the source may end with: another one stays in the field when the source is changed
 * @throws UserError naming the field of a value that does not fit
 */
export function commonOptions(parameter: Parameter, statuses: readonly string[]): CommonOptions {
	const chosen = asList('Trigger On', parameter('events'), valuesOf(EVENTS));
	const events = chosen.filter((event) => statuses.includes(event));
	if (events.length === 0) {
		const labels = EVENTS.filter(({ value }) => statuses.includes(value)).map(({ name }) => name);
		throw invalid('Trigger On', undefined, `is empty; choose ${labels.join(' or ')}`);
	}
	return { events, simplify: asBoolean('Simplify', parameter('simplify')) };
}

/** @throws UserError naming the field of a value that does not fit */
export function triggerOptions(parameter: Parameter, statuses: readonly string[]): TriggerOptions {
	const {
		durationGte,
		durationLte,
		filename = '',
		fullDetails = false,
		userMetadata = {},
	} = asCollection('Options', parameter('options'));
	const from = asLimit('Duration From', durationGte);
	const to = asLimit('Duration To', durationLte);
	if (from !== undefined && to !== undefined && from > to) {
		throw invalid('Duration From', from, `is more than Duration To (${to}), so no video fits`);
	}
	return {
		...commonOptions(parameter, statuses),
		fullDetails: asBoolean('Full Details', fullDetails),
		filename: asText('Filename Contains', filename),
		durationGte: from,
		durationLte: to,
		userMetadata: metadataFromRows(userMetadata),
	};
}
