import type { IDataObject } from 'n8n-workflow';

import { accountOf, type Connection } from '../../api/client/connection';
import { asNumber, invalid } from '../../shared/parameters';
import { timeLimitsOf } from '../../shared/timeLimitsOf';
import type { ItemContext } from './itemContext';

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
		timeLimits: timeLimitsOf(options),
		queueKey: n8n.getExecutionId(),
		run: context.run,
		cancel: n8n.getExecutionCancelSignal(),
		settings: { ...settings, timeout: timeout ? timeLimit(timeout) : undefined },
	};
}

/** Timeout of the Request Options: an expression may give text, which would be appended to a time in place of added. */
function timeLimit(timeout: unknown): number {
	const ms = asNumber('Timeout', timeout);
	if (ms <= 0) throw invalid('Timeout', timeout, 'is not more than 0');
	return ms;
}
