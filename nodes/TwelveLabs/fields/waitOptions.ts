import type { INodeProperties } from 'n8n-workflow';

/** An hour suits a video of two to three hours: indexing takes about 30 to 40 % of the duration. */
export const DEFAULT_MAX_WAIT_MINUTES = 60;

const waitForCompletion: INodeProperties = {
	displayName: 'Wait for Completion',
	name: 'waitForCompletion',
	type: 'boolean',
	default: false,
	description:
		'Whether to wait until TwelveLabs has finished. Processing an upload takes seconds to minutes, indexing minutes to hours: for long videos let the TwelveLabs Trigger start a second workflow instead.',
};

const waitForAsset: INodeProperties = {
	displayName: 'Wait for Asset',
	name: 'waitForAsset',
	type: 'boolean',
	default: false,
	description:
		'Whether to wait until the uploaded asset is ready, since only then it can be indexed or analyzed',
};

const maxWait: INodeProperties = {
	displayName: 'Max Wait (Minutes)',
	name: 'maxWaitMinutes',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: DEFAULT_MAX_WAIT_MINUTES,
	description:
		'How long all waits of the item may take together. Before it is started, the time in a queue does not count.',
};

/** A switch that is on, or whose expression decides. */
const ON = [true, { _cnd: { startsWith: '=' } }];

const maxWaitForCompletion: INodeProperties = {
	...maxWait,
	displayOptions: { show: { waitForCompletion: ON } },
};

/** Beside the one above, where that is not shown: n8n knows no "or" in conditions. */
const maxWaitForAsset: INodeProperties = {
	...maxWait,
	displayOptions: { show: { waitForAsset: ON }, hide: { waitForCompletion: ON } },
};

/** Of an operation that can wait for what it begins. */
export const waitOptions: readonly INodeProperties[] = [waitForCompletion, maxWaitForCompletion];

/** Of an operation that can also wait for the asset that it needs. */
export const waitOptionsWithAsset: readonly INodeProperties[] = [
	waitForCompletion,
	waitForAsset,
	maxWaitForCompletion,
	maxWaitForAsset,
];

/** Of an operation that can wait for the asset that it needs, and not for anything else. */
export const waitForAssetOptions: readonly INodeProperties[] = [waitForAsset, maxWaitForAsset];
