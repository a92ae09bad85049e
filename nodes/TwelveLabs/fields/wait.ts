import type { INodeProperties } from 'n8n-workflow';

/** An hour suits a video of two to three hours: indexing takes about 30 to 40 % of the duration. */
export const DEFAULT_MAX_WAIT_MINUTES = 60;

export const waitForCompletionOption: INodeProperties = {
	displayName: 'Wait for Completion',
	name: 'waitForCompletion',
	type: 'boolean',
	default: false,
	description:
		'Whether to wait until TwelveLabs has finished. Processing an upload takes seconds to minutes, indexing minutes to hours: for long videos let the TwelveLabs Trigger start a second workflow instead.',
};

export const waitForAssetOption: INodeProperties = {
	displayName: 'Wait for Asset',
	name: 'waitForAsset',
	type: 'boolean',
	default: false,
	description:
		'Whether to wait until the uploaded asset is ready, since only then it can be indexed',
};

const maxWait: INodeProperties = {
	displayName: 'Max Wait (Minutes)',
	name: 'maxWaitMinutes',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: DEFAULT_MAX_WAIT_MINUTES,
	description: 'How long all waits of the item may take together',
};

/** A switch that is on, or whose expression decides. */
const ON = [true, { _cnd: { startsWith: '=' } }];

export const maxWaitForCompletion: INodeProperties = {
	...maxWait,
	displayOptions: { show: { waitForCompletion: ON } },
};

/** Beside the one above, where that is not shown: n8n knows no "or" in conditions. */
export const maxWaitForAsset: INodeProperties = {
	...maxWait,
	displayOptions: { show: { waitForAsset: ON }, hide: { waitForCompletion: ON } },
};
