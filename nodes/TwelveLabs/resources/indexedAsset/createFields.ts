import type { INodeProperties } from 'n8n-workflow';

import { additionalFieldsOption } from '../additionalFields';
import { maxRateLimitWaitOption } from '../maxRateLimitWait';

/** An hour suits a video of two to three hours: indexing takes about 30 to 40 % of the duration. */
export const DEFAULT_MAX_WAIT_MINUTES = 60;

const showOnlyForCreate = { resource: ['indexedAsset'], operation: ['create'] };

/** Stands before the metadata, as in the API reference. */
export const enableVideoStream: INodeProperties = {
	displayName: 'Enable Video Stream',
	name: 'enableVideoStream',
	type: 'boolean',
	default: false,
	displayOptions: { show: showOnlyForCreate },
	description: 'Whether TwelveLabs keeps the video for playback, with a stream URL and thumbnails',
};

export const createFields: INodeProperties[] = [
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		displayOptions: { show: showOnlyForCreate },
		options: [
			additionalFieldsOption,
			maxRateLimitWaitOption,
			{
				displayName: 'Max Wait (Minutes)',
				name: 'maxWaitMinutes',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: DEFAULT_MAX_WAIT_MINUTES,
				description: 'How long Wait for Asset and Wait for Completion may take together',
			},
			{
				displayName: 'Skip if Already Indexed',
				name: 'skipIfIndexed',
				type: 'boolean',
				default: false,
				description:
					'Whether to look first, and return what the index already holds of this asset instead of indexing, and paying, twice. The metadata of the item is then not sent. What ended as failed does not count.',
			},
			{
				displayName: 'Wait for Asset',
				name: 'waitForAsset',
				type: 'boolean',
				default: false,
				description:
					'Whether to wait until the uploaded asset is ready, since only then it can be indexed',
			},
			{
				displayName: 'Wait for Completion',
				name: 'waitForCompletion',
				type: 'boolean',
				default: false,
				description:
					'Whether to wait until indexing has finished. It takes minutes to hours, so for long videos let the TwelveLabs Trigger start a second workflow instead.',
			},
		],
	},
];
