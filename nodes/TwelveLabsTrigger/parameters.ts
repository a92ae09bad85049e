import type { INodeProperties } from 'n8n-workflow';

import { indexLocator } from '../TwelveLabs/locators/indexLocator';
import {
	asBoolean,
	asCollection,
	asList,
	asNumber,
	asText,
	invalid,
	valuesOf,
} from '../parameters';
import { metadataFromRows } from '../TwelveLabs/resources/metadata';
import { metadataCollection } from '../TwelveLabs/resources/metadataFields';
import type { EventWish } from './events';

const EVENTS = [
	{ name: 'Failed', value: 'failed', description: 'TwelveLabs could not index the asset' },
	{ name: 'Ready', value: 'ready', description: 'The asset has been indexed' },
];

export const triggerParameters: INodeProperties[] = [
	{ ...indexLocator, description: 'The index whose videos are watched' },
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		options: EVENTS,
		default: ['ready', 'failed'],
		required: true,
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
		options: [
			{
				displayName: 'Duration From (Seconds)',
				name: 'durationGte',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 0,
				description: 'Leave out shorter videos',
			},
			{
				displayName: 'Duration To (Seconds)',
				name: 'durationLte',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 0,
				description: 'Leave out longer videos; 0 for no limit',
			},
			{
				displayName: 'Filename Contains',
				name: 'filename',
				type: 'string',
				default: '',
				description: 'Leave out files without this in their name',
			},
			{
				displayName: 'Full Details',
				name: 'fullDetails',
				type: 'boolean',
				default: false,
				description:
					'Whether to read each finished asset once more, for its user metadata and its stream. Costs a request for each.',
			},
			{
				displayName: 'User Metadata',
				name: 'userMetadata',
				...metadataCollection,
				description:
					'Leave out what does not have exactly these metadata fields. Reads Full Details to know.',
			},
		],
	},
];

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
	const events = asList('Events', parameter('events'), valuesOf(EVENTS));
	if (events.length === 0)
		throw invalid('Events', undefined, 'is empty; choose Ready, Failed or both');
	const from = asOptionalNumber('Duration From', durationGte);
	// 0 is what the field holds when it is added.
	const to = asOptionalNumber('Duration To', durationLte) || undefined;
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

const asOptionalNumber = (field: string, value: unknown) =>
	value === undefined || value === null || value === '' ? undefined : asNumber(field, value);
