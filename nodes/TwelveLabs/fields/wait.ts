import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { asBoolean, asNumber, invalid } from '../../shared/parameters';
import { type Deadline, deadlineAfter } from '../../shared/waitForEnd';

/** An hour suits a video of two to three hours: indexing takes about 30 to 40 % of the duration. */
const DEFAULT_MAX_WAIT_MINUTES = 60;

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
	description: 'How long all waits of the item may take together',
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

/** What the user chose of waiting under Options. */
export interface Waits {
	/** For what the operation begins. */
	forCompletion: boolean;
	/** For the asset that it needs. */
	forAsset: boolean;
	/** Begins the time of Max Wait. */
	begin(): Deadline;
}

const MINUTE_MS = 60_000;

/**
 * Reads the options above, with their defaults where they are not chosen.
 * @throws UserError naming the option that holds no such value; nothing has been sent by then
 */
export function waitsOf({ options }: { options: IDataObject }): Waits {
	const {
		waitForCompletion: forCompletion = false,
		waitForAsset: forAsset = false,
		maxWaitMinutes = DEFAULT_MAX_WAIT_MINUTES,
	} = options;
	const minutes = asNumber('Max Wait (Minutes)', maxWaitMinutes);
	if (minutes < 0) throw invalid('Max Wait (Minutes)', maxWaitMinutes, 'is less than 0');
	return {
		forCompletion: asBoolean('Wait for Completion', forCompletion),
		forAsset: asBoolean('Wait for Asset', forAsset),
		begin: () => deadlineAfter(minutes * MINUTE_MS),
	};
}
