import type { INodeProperties } from 'n8n-workflow';

import { waitOptionsWithAsset } from '../../fields/waitOptions';

/** Stands before the metadata, as in the API reference. */
export const enableVideoStream: INodeProperties = {
	displayName: 'Enable Video Stream',
	name: 'enableVideoStream',
	type: 'boolean',
	default: false,
	description: 'Whether TwelveLabs keeps the video for playback, with a stream URL and thumbnails',
};

/** Of Index Asset, the most used first. */
export const createOptions: readonly INodeProperties[] = [
	...waitOptionsWithAsset,
	{
		displayName: 'Skip if Already Indexed',
		name: 'skipIfIndexed',
		type: 'boolean',
		default: false,
		description:
			'Whether to look first, and return what the index already holds of this asset instead of indexing, and paying, twice. The metadata of the item is then not sent. What ended as failed does not count.',
	},
];
