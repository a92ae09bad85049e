import type { IDataObject } from 'n8n-workflow';

import { accountOf, type Connection } from '../../api/client/connection';
import {
	DEFAULT_MAX_RATE_LIMIT_WAIT_S,
	MAX_RATE_LIMIT_WAIT,
	type TimeLimits,
} from '../../api/client/timeLimits';
import { asNumber, invalid } from '../../shared/parameters';
import type { ItemContext } from './itemContext';

/** A restart of a server or a proxy takes less; what takes longer needs a person. */
const REPEAT_MS = 60_000;

const SECOND_MS = 1_000;

/**
 * The connection of an item.
 * @param options what the user chose under Options
 * @throws UserError naming the field
 */
export async function itemConnection(
	context: ItemContext,
	options: IDataObject,
): Promise<Connection> {
	const { n8n } = context;
	const { timeout, ...settings } = context.settings();
	return {
		...accountOf(await context.credential()),
		context: n8n,
		node: context.node,
		timeLimits: timeLimits(options),
		queueKey: n8n.getExecutionId(),
		run: context.run,
		cancel: n8n.getExecutionCancelSignal(),
		settings: { ...settings, timeout: timeout ? timeLimit(timeout) : undefined },
	};
}

function timeLimits({ maxRateLimitWait = DEFAULT_MAX_RATE_LIMIT_WAIT_S }: IDataObject): TimeLimits {
	const seconds = asNumber(MAX_RATE_LIMIT_WAIT, maxRateLimitWait);
	if (seconds < 0) throw invalid(MAX_RATE_LIMIT_WAIT, maxRateLimitWait, 'is less than 0');
	return {
		rateLimitMs: seconds * SECOND_MS,
		repeatMs: REPEAT_MS,
		field: MAX_RATE_LIMIT_WAIT,
	};
}

/** Timeout of the Request Options: an expression may give text, which would be appended to a time in place of added. */
function timeLimit(timeout: unknown): number {
	const ms = asNumber('Timeout', timeout);
	if (ms <= 0) throw invalid('Timeout', timeout, 'is not more than 0');
	return ms;
}
