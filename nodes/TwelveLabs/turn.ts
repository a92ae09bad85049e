import { report } from '../api/client/progress';
import type { Turn } from '../shared/creating/inTurn';
import type { Item } from './run/item';

/** Besides its waits, what comes first sends a few requests. */
const MAX_STANDING_MS = 30 * 60_000;

/** How an item waits for its turn where others come first that do nothing but send requests. */
export const turnOf = ({ connection, cancel }: Item): Turn => ({
	queueKey: connection.queueKey,
	cancel,
	// An item that waits for another one makes room for the next items.
	onWait: connection.onSend,
	onStanding: () =>
		report(connection, 'Waiting for another item that comes first, for more than a minute'),
	maxStandingMs:
		MAX_STANDING_MS + connection.timeLimits.rateLimitMs + (connection.settings.timeout ?? 0),
});
