import type { INodeProperties } from 'n8n-workflow';

/** An hour suits a video of two to three hours: indexing takes about 30 to 40 % of the duration. */
export const DEFAULT_MAX_WAIT_MINUTES = 60;

/** Stands before the metadata, as in the API reference. */
export const enableVideoStream: INodeProperties = {
	displayName: 'Enable Video Stream',
	name: 'enableVideoStream',
	type: 'boolean',
	default: false,
	description: 'Whether TwelveLabs keeps the video for playback, with a stream URL and thumbnails',
};

const maxWait: INodeProperties = {
	displayName: 'Max Wait (Minutes)',
	name: 'maxWaitMinutes',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: DEFAULT_MAX_WAIT_MINUTES,
	description: 'How long Wait for Asset and Wait for Completion may take together',
};

/** A switch that is on, or whose expression decides. */
const ON = [true, { _cnd: { startsWith: '=' } }];

/** Of Index Asset, the most used first. */
export const createOptions: readonly INodeProperties[] = [
	{
		displayName: 'Wait for Completion',
		name: 'waitForCompletion',
		type: 'boolean',
		default: false,
		description:
			'Whether to wait until indexing has finished. It takes minutes to hours, so for long videos let the TwelveLabs Trigger start a second workflow instead.',
	},
	{
		displayName: 'Wait for Asset',
		name: 'waitForAsset',
		type: 'boolean',
		default: false,
		description:
			'Whether to wait until the uploaded asset is ready, since only then it can be indexed',
	},
	// Shown when one of the two waits is on. n8n knows no "or" in conditions, so the field stands here once for each.
	{ ...maxWait, displayOptions: { show: { waitForCompletion: ON } } },
	{
		...maxWait,
		displayOptions: {
			show: { waitForAsset: ON },
			hide: { waitForCompletion: ON },
		},
	},
	{
		displayName: 'Skip if Already Indexed',
		name: 'skipIfIndexed',
		type: 'boolean',
		default: false,
		description:
			'Whether to look first, and return what the index already holds of this asset instead of indexing, and paying, twice. The metadata of the item is then not sent. What ended as failed does not count.',
	},
];
