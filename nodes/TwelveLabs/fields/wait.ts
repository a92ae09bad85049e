import type { IDataObject } from 'n8n-workflow';

import { asBoolean, asNumber, invalid } from '../../shared/parameters';
import { type Deadline, deadlineAfter } from '../../shared/waitForEnd';
import { DEFAULT_MAX_WAIT_MINUTES } from './waitOptions';

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
 * Reads the options of `waitOptions`, with their defaults where they are not chosen.
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
