import type { INodeProperties } from 'n8n-workflow';

import { indexLocator } from '../shared/locators/indexLocator';
import { metadataCollection } from '../shared/metadata/fields';

const showFor = (path: string, ...sources: string[]): Pick<INodeProperties, 'displayOptions'> => ({
	displayOptions: { show: { [path]: sources } },
});

/** What is watched. */
export const SOURCES = [
	{
		name: 'Analysis Task',
		value: 'analysisTask',
		description:
			'Analyses that run by themselves: Start Analysis, Segment Video. Also those that this workflow starts.',
	},
	{
		name: 'Asset',
		value: 'asset',
		description: 'Uploaded files, until they can be indexed and analyzed',
	},
	{
		name: 'Embedding Task',
		value: 'embeddingTask',
		description:
			'Embeddings of audio and video that are made by themselves. Also those that this workflow starts.',
	},
	{ name: 'Indexed Asset', value: 'indexedAsset', description: 'What is being indexed' },
];

export const EVENTS = [
	{
		name: 'Canceled',
		value: 'canceled',
		description: 'It was canceled before its end',
		...showFor('/source', 'analysisTask'),
	},
	{ name: 'Failed', value: 'failed', description: 'TwelveLabs could not finish it' },
	{ name: 'Ready', value: 'ready', description: 'It is finished, and can be used' },
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
			'Only what has metadata fields with exactly these values. Of indexed assets, it reads Full Details to know.',
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
	...showFor('/source', 'indexedAsset'),
	description:
		'Whether to read each finished asset once more, for its user metadata and its stream. Costs a request for each.',
};

export const triggerParameters: INodeProperties[] = [
	{
		displayName: 'Watch',
		name: 'source',
		type: 'options',
		noDataExpression: true,
		options: SOURCES,
		default: 'indexedAsset',
		description: 'What is watched until it has finished',
	},
	{
		...indexLocator,
		...showFor('source', 'indexedAsset'),
		description: 'The index whose videos are watched',
	},
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
		...showFor('source', 'indexedAsset', 'asset'),
		options: [...filters, fullDetails],
	},
];

/** The words of choices by their values, as the code of an expression. */
const wordsOf = (choices: ReadonlyArray<{ name: string; value: string }>): string =>
	JSON.stringify(Object.fromEntries(choices.map(({ name, value }) => [value, name])));

/** What is watched and for which events, in the words of the panel, for the node's subtitle. */
export const EVENTS_SUBTITLE = `={{ [$parameter["events"]].flat().map((event) => (${wordsOf(EVENTS)})[event] ?? event).join(", ") + ": " + (${wordsOf(SOURCES)})[$parameter["source"] ?? "indexedAsset"] }}`;
