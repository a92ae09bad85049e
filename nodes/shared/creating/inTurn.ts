import { UserError } from 'n8n-workflow';

import { alarm, orCanceled } from '../../api/client/pause';
import { FairSemaphore } from '../../api/rateLimiter/fairSemaphore';
import { inWords } from '../waitForEnd';
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
	turns: FairSemaphore;
	users: number;
	idleSince: number;
	/** When the last turn began, on the clock of `performance.now`. */
	movedAt: number;
	/** Keys of callers to which it was reported since then that nothing gets on. */
	reported: Set<string>;
}

/** How a caller waits for its turn. */
export interface Turn {
	/** Callers of one key come in their order, and the keys take turns. */
	queueKey?: string;
	cancel?: AbortSignal;
	/** Called where others come first. */
	onWait?: () => void;
	/** Called where what comes first takes more than a minute, for one caller of each key. */
	onStanding?: () => void;
	/** How long that may take, in milliseconds; undefined for ever. */
	maxStandingMs?: number;
}

/** How often a caller looks whether others get on. */
const LOOK_AFTER_MS = 60_000;

/** Clocks of servers, and what a cache holds, differ by minutes at most. */
export const REMEMBERED_MS = 5 * 60_000;

/** So that a run over very many targets costs little; the oldest is forgotten first. */
const MAX_REMEMBERED = 5_000;

const queues = new Map<string, Queue>();

/**
 * Creates at the same target, or changes it, one after the other: two creating requests in flight at the same time could not be
 * distinguished by what the server lists. Other processes of n8n are not seen.
 * @param key names the target, with the credential that it is reached with
 * @param work is given what those before it have created there, in the last minutes
 * @throws UserError where what comes first takes too long; the work has not begun
 */
export async function inTurn<T>(
	key: string,
	work: (target: Target) => Promise<T>,
	turn: Turn = {},
): Promise<T> {
	const queue = queues.get(key) ?? newQueue();
	// The one that was used last is the last to be forgotten.
	queues.delete(key);
	queues.set(key, queue);
	queue.users++;
	const mine = entered(queue, turn)
		.then(async (leave) => {
			queue.movedAt = performance.now();
			queue.reported.clear();
			try {
				turn.cancel?.throwIfAborted();
				forgetOwned(queue);
				return await work(queue);
			} finally {
				// Not before the work has ended, also when its item has been stopped: it may still be about to create.
				leave();
			}
		})
		.finally(() => {
			queue.users--;
			queue.idleSince = performance.now();
			// Where nothing was created, there is nothing to remember.
			if (queue.users === 0 && queue.lastRequestEnd === -Infinity && queue.owned.size === 0) {
				queues.delete(key);
			}
			forgetOld();
		});
	return await orCanceled(mine, turn.cancel);
}

/** @returns what ends the turn */
async function entered(
	queue: Queue,
	{ queueKey = '', cancel, onWait, onStanding, maxStandingMs = Infinity }: Turn,
): Promise<() => void> {
	const { turns, reported } = queue;
	if (!turns.isFull) {
		queue.movedAt = performance.now();
		return await turns.enter(queueKey, cancel);
	}
	onWait?.();
	const place = turns.enter(queueKey, cancel);
	let callOff = () => {};
	const stood = new Promise<never>((_, reject) => {
		const look = () => {
			const ms = performance.now() - queue.movedAt;
			if (ms >= maxStandingMs) return reject(standsStill(ms));
			if (ms >= LOOK_AFTER_MS && !reported.has(queueKey)) {
				reported.add(queueKey);
				onStanding?.();
			}
			callOff = alarm(LOOK_AFTER_MS, look);
		};
		look();
	});
	return await Promise.race([place, stood])
		.catch(async (error: unknown) => {
			// Its place in the queue stays, and is passed on when it comes.
			place.then(
				(leave) => leave(),
				() => undefined,
			);
			return await Promise.reject(error);
		})
		.finally(() => callOff());
}

const standsStill = (ms: number): UserError =>
	new UserError(`Another item comes first, and has not ended for ${inWords(ms)}`, {
		description: 'Nothing was sent for this item. Run it again when the other one has ended.',
	});

const newQueue = (): Queue => ({
	owned: new Map(),
	clock: new ServerClock(),
	lastRequestEnd: -Infinity,
	lookups: 0,
	turns: new FairSemaphore(1),
	users: 0,
	idleSince: performance.now(),
	movedAt: performance.now(),
	reported: new Set(),
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
