import { orCanceled } from '../../api/client/pause';
import { ServerClock } from './serverClock';

/** What this process has lately created at one target, and what it knows of the server that it asked. */
export interface Target {
	/** IDs that belong to items of this process, with the time of `performance.now` at which each was created. */
	readonly owned: Map<string, number>;
	readonly clock: ServerClock;
	/** When the last creating request ended, on the clock of `performance.now`. */
	lastRequestEnd: number;
	/** How often what is there was read. */
	lookups: number;
}

interface Queue extends Target {
	last: Promise<unknown>;
	users: number;
	idleSince: number;
}

/** Clocks of servers, and what a cache holds, differ by minutes at most. */
export const REMEMBERED_MS = 5 * 60_000;

/** So that a run over very many targets costs little; the oldest is forgotten first. */
const MAX_REMEMBERED = 5_000;

const queues = new Map<string, Queue>();

/**
 * Creates at the same target, or changes it, one after the other: two creating requests in flight at the same time could not be
 * distinguished by what the server lists. Other processes of n8n are not seen.
 * @param key names the target, with the credential that it is reached with
 * @param onWait called where others come first
 * @param work is given what those before it have created there, in the last minutes
 */
export async function inTurn<T>(
	key: string,
	work: (target: Target) => Promise<T>,
	{ cancel, onWait }: { cancel?: AbortSignal; onWait?: () => void } = {},
): Promise<T> {
	const queue = queues.get(key) ?? newQueue();
	// The one that was used last is the last to be forgotten.
	queues.delete(key);
	queues.set(key, queue);
	if (queue.users > 0) onWait?.();
	queue.users++;
	const mine = queue.last
		.then(async () => {
			cancel?.throwIfAborted();
			forgetOwned(queue);
			return await work(queue);
		})
		// Not before the work has ended, also when its item has been stopped: it may still be about to create.
		.finally(() => {
			queue.users--;
			queue.idleSince = performance.now();
			// Where nothing was created, there is nothing to remember.
			if (queue.users === 0 && queue.lastRequestEnd === -Infinity && queue.owned.size === 0) {
				queues.delete(key);
			}
			forgetOld();
		});
	queue.last = mine.catch(() => undefined);
	return await orCanceled(mine, cancel);
}

const newQueue = (): Queue => ({
	owned: new Map(),
	clock: new ServerClock(),
	lastRequestEnd: -Infinity,
	lookups: 0,
	last: Promise.resolve(),
	users: 0,
	idleSince: performance.now(),
});

/** Where something is created again and again, nothing is ever idle. Work that takes minutes may still need what is older. */
function forgetOwned({ owned }: Target): void {
	const oldest = performance.now() - 2 * REMEMBERED_MS;
	for (const [id, createdAt] of owned) if (createdAt < oldest) owned.delete(id);
}

function forgetOld(): void {
	const oldest = performance.now() - REMEMBERED_MS;
	let excess = queues.size - MAX_REMEMBERED;
	for (const [key, { users, idleSince }] of queues) {
		if (idleSince >= oldest && excess <= 0) return;
		if (users > 0) continue;
		queues.delete(key);
		excess--;
	}
}
