import type { INodeProperties } from 'n8n-workflow';

import { MODALITIES } from './modalities';

/** The one that TwelveLabs has for indexes. */
export const DEFAULT_MODEL = 'marengo3.0';

export const modelOptions: INodeProperties = {
	displayName: 'Modalities',
	name: 'modelOptions',
	type: 'multiOptions',
	options: MODALITIES,
	default: ['visual', 'audio'],
	required: true,
	description:
		'What TwelveLabs analyzes of each video, and what can be searched. It is fixed once the index exists.',
};

export const createOptions: readonly INodeProperties[] = [
	{
		displayName: 'Model',
		name: 'indexModel',
		type: 'string',
		default: DEFAULT_MODEL,
		placeholder: `e.g. ${DEFAULT_MODEL}`,
		description:
			'The Marengo model that makes videos searchable, by default marengo3.0. It is fixed once the index exists. Analysis needs no index.',
	},
	{
		displayName: 'Thumbnails',
		name: 'thumbnail',
		type: 'boolean',
		default: false,
		description:
			'Whether search results in this index have thumbnails. It is fixed once the index exists.',
	},
];
