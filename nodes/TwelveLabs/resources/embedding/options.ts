import type { INodeProperties } from 'n8n-workflow';

import { dimensionOption } from '../../../shared/embedding/dimension';
import { embeddingOptions } from '../../fields/embeddingOptions';
import { windowOptions } from '../../fields/window';

/** Inside Options of everything that embeds. */
export const modelOptions: readonly INodeProperties[] = [
	{
		displayName: 'Model',
		name: 'embeddingModel',
		type: 'string',
		default: '',
		placeholder: 'e.g. marengo3.0 or marengo3.5',
		description:
			'The Marengo model, by default marengo3.0. Vectors of different models cannot be compared: use one for all that is stored and searched together.',
	},
	dimensionOption,
];

export const SCOPES = [
	{ name: 'Asset', value: 'asset', description: 'A vector for the whole file' },
	{ name: 'Clip', value: 'clip', description: 'A vector for each segment of it' },
];

export const SEGMENTATIONS = [
	{ name: 'Dynamic', value: 'dynamic', description: 'By the scenes of a video' },
	{ name: 'Fixed', value: 'fixed', description: 'In segments of the same duration' },
] as const;

export const DEFAULT_SEGMENT_SECONDS = 5;

/** Inside Options of what embeds audio and videos. */
export const timedOptions: readonly INodeProperties[] = [
	embeddingOptions,
	{
		displayName: 'Scopes',
		name: 'embeddingScopes',
		type: 'multiOptions',
		options: SCOPES,
		default: [],
		description: 'What of the file gets vectors, by default both',
	},
	{
		displayName: 'Segmentation',
		name: 'segmentation',
		type: 'options',
		options: [...SEGMENTATIONS],
		default: 'fixed',
		description: 'How the file is cut into segments. Audio of marengo3.0 can be cut as Fixed only.',
	},
	{
		displayName: 'Segment Duration (Seconds)',
		name: 'segmentDuration',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: DEFAULT_SEGMENT_SECONDS,
		description:
			'How long a segment is: Fixed 2 to 10 seconds, Dynamic at least 2 to 5. Up to 500 MB of vectors can be read: with a Dimension above 1024, files of hours need longer segments.',
	},
	...windowOptions,
];

/** The same, where something else may be embedded as well. */
export const timedOptionsOfCreate: readonly INodeProperties[] = timedOptions.map((option) => ({
	...option,
	displayOptions: { show: { '/inputType': ['audio', 'video'] } },
}));
