import type { INodeProperties } from 'n8n-workflow';

import { indexLocator } from '../../../shared/locators/indexLocator';
import { additionalFieldsOption } from '../../fields/additionalFields';
import { outputFields } from '../../fields/outputFields';
import { listFields } from '../../fields/returnAll';

/** Where a search finds what it is asked for. */
export const SEARCH_OPTIONS = [
	{
		name: 'Audio',
		value: 'audio',
		description: 'What can be heard besides speech: music, sounds, noise',
	},
	{ name: 'Transcription', value: 'transcription', description: 'What is said' },
	{ name: 'Visual', value: 'visual', description: 'What can be seen, written words too' },
];

export const TRANSCRIPTION_OPTIONS = [
	{ name: 'Lexical', value: 'lexical', description: 'The words themselves' },
	{ name: 'Semantic', value: 'semantic', description: 'What means the same' },
];

export const GROUPS = [
	{ name: 'Clip', value: 'clip', description: 'The best clip first' },
	{ name: 'Video', value: 'video', description: 'The clips of each video together' },
];

export const OPERATORS = [
	{ name: 'And', value: 'and', description: 'A clip has to match in each of Search In' },
	{ name: 'Or', value: 'or', description: 'A clip has to match in one of Search In' },
];

/** @param required whether it is all that is searched for */
export const queryText = (required: boolean): INodeProperties => ({
	displayName: 'Query',
	name: 'queryText',
	type: 'string',
	default: '',
	...(required && { required }),
	placeholder: 'e.g. a crane lifts a container',
	description: required
		? 'What to find, in plain words. An entity is named by its mention, such as &lt;@69a1d2f4f2b84d3c9e7a1b55&gt;.'
		: 'What to find besides what the images show, in plain words',
});

const searchIn: INodeProperties = {
	displayName: 'Search In',
	name: 'searchOptions',
	type: 'multiOptions',
	options: SEARCH_OPTIONS,
	default: ['visual', 'audio'],
	required: true,
	description: 'What of the videos is searched. The index must have been created with it.',
};

/**
 * The fields of both searches.
 * @param question what is searched for
 */
export const searchFields = (...question: INodeProperties[]): INodeProperties[] => [
	indexLocator,
	...question,
	searchIn,
	...listFields,
	...outputFields,
];

/** Inside Options. */
export const searchOptions: readonly INodeProperties[] = [
	{
		displayName: 'Group By',
		name: 'groupBy',
		type: 'options',
		options: GROUPS,
		default: 'clip',
		description: 'In which order the clips come. Each is an item of its own either way.',
	},
	{
		displayName: 'Include User Metadata',
		name: 'includeUserMetadata',
		type: 'boolean',
		default: false,
		description: 'Whether each clip carries the metadata of its indexed asset',
	},
	{
		displayName: 'Look Up Asset',
		name: 'lookUpAsset',
		type: 'boolean',
		default: false,
		description:
			'Whether to add <code>asset_id</code> and <code>filename</code> to each clip, as Analysis needs them. One request for each video that was found.',
	},
	{
		displayName: 'Operator',
		name: 'operator',
		type: 'options',
		options: OPERATORS,
		default: 'or',
		description: 'How several choices of Search In are combined. And finds little.',
	},
	{
		displayName: 'Transcription Options',
		name: 'transcriptionOptions',
		type: 'multiOptions',
		options: TRANSCRIPTION_OPTIONS,
		default: ['lexical', 'semantic'],
		description: 'How spoken words are compared, where Search In has Transcription',
	},
	additionalFieldsOption,
];
