import type { INodeProperties } from 'n8n-workflow';

import { indexLocator } from '../shared/locators/indexLocator';
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
import { metadataCollection } from '../shared/metadata/fields';
import type { EventWish } from './sources/indexedAsset/event';

const EVENTS = [
	{ name: 'Failed', value: 'failed', description: 'TwelveLabs could not index the asset' },
	{ name: 'Ready', value: 'ready', description: 'The asset has been indexed' },
];

/** The most used first: the editor offers them in this order. */
const filters: INodeProperties[] = [
	{
		displayName: 'Filename Contains',
		name: 'filename',
		type: 'string',
		default: '',
		placeholder: 'e.g. keynote',
		description: 'Only files with this text in their name',
	},
	{
		displayName: 'User Metadata',
		name: 'userMetadata',
		...metadataCollection,
		description:
			'Only what has metadata fields with exactly these values. Reads Full Details to know.',
	},
	{
		displayName: 'Duration From (Seconds)',
		name: 'durationGte',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description: 'Least duration in seconds. 0 is no limit.',
	},
	{
		displayName: 'Duration To (Seconds)',
		name: 'durationLte',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description: 'Greatest duration in seconds. 0 is no limit.',
	},
];

const fullDetails: INodeProperties = {
	displayName: 'Full Details',
	name: 'fullDetails',
	type: 'boolean',
	default: false,
	description:
		'Whether to read each finished asset once more, for its user metadata and its stream. Costs a request for each.',
};

export const triggerParameters: INodeProperties[] = [
	{ ...indexLocator, description: 'The index whose videos are watched' },
	{
		displayName: 'Trigger On',
		name: 'events',
		type: 'multiOptions',
		options: EVENTS,
		default: ['ready', 'failed'],
		required: true,
		description: 'What starts the workflow',
	},
	{
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		default: true,
		description: 'Whether to return a simplified version of the response instead of the raw data',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [...filters, fullDetails],
	},
];

/** The chosen events, in the words of the panel, for the node's subtitle. */
export const EVENTS_SUBTITLE = `={{ [$parameter["events"]].flat().map((event) => (${JSON.stringify(
	Object.fromEntries(EVENTS.map(({ name, value }) => [value, name])),
)})[event] ?? event).join(", ") }}`;

/** What the user chose, checked. */
export interface TriggerOptions extends EventWish {
	simplify: boolean;
	fullDetails: boolean;
}

/**
 * @param parameter gives the value of a parameter
 * @throws UserError naming the field of a value that does not fit
 */
export function triggerOptions(parameter: (name: string) => unknown): TriggerOptions {
	const {
		durationGte,
		durationLte,
		filename = '',
		fullDetails = false,
		userMetadata = {},
	} = asCollection('Options', parameter('options'));
	const metadata = metadataFromRows(userMetadata);
	const events = asList('Trigger On', parameter('events'), valuesOf(EVENTS));
	if (events.length === 0)
		throw invalid('Trigger On', undefined, 'is empty; choose Ready, Failed or both');
	const from = asLimit('Duration From', durationGte);
	const to = asLimit('Duration To', durationLte);
	if (from !== undefined && to !== undefined && from > to) {
		throw invalid('Duration From', from, `is more than Duration To (${to}), so no video fits`);
	}
	return {
		events,
		simplify: asBoolean('Simplify', parameter('simplify')),
		fullDetails: asBoolean('Full Details', fullDetails) || Object.keys(metadata).length > 0,
		filename: asText('Filename Contains', filename),
		durationGte: from,
		durationLte: to,
		userMetadata: metadata,
	};
}
