import { TurnQueue } from './turnQueue';

/** More than the rate limiter lets leave at a time, so that it never runs dry. */
const MAX_ADMITTED = 64;

/** The next items are admitted together: n8n evaluates their expressions in less time than one by one between responses. */
const FREE_SHARE = 0.5;

/**
 * n8n starts all items at once, and an item that has read its parameters takes ten times the memory of one that has not. So
 * most items of an execution wait until those before them have sent something.
 */
class Admission {
	private readonly queue = new TurnQueue();
	private admitted = 0;

	get isIdle(): boolean {
		return this.admitted === 0 && this.queue.size === 0;
	}

	/** @throws the reason of `cancel` when it fires while waiting */
	async enter(cancel?: AbortSignal): Promise<void> {
		if (this.queue.size === 0 && this.admitted < MAX_ADMITTED) {
			this.admitted++;
			return;
		}
		await this.queue.turn('', cancel);
	}

	/** Makes room for the next items. */
	leave(): void {
		this.admitted--;
		if (this.admitted > MAX_ADMITTED * FREE_SHARE) return;
		while (this.queue.size > 0 && this.admitted < MAX_ADMITTED) {
			this.admitted++;
			this.queue.next();
		}
	}
}

const admissions = new Map<string, Admission>();

/**
 * Waits until it is the turn of an item to read its parameters.
 * @param execution its ID
 * @returns what to call, once or more often, as soon as the item has sent something, or has ended
 */
export async function admitted(execution: string, cancel?: AbortSignal): Promise<() => void> {
	// Before there is an entry that only an item which is admitted removes.
	cancel?.throwIfAborted();
	const admission = admissions.get(execution) ?? new Admission();
	admissions.set(execution, admission);
	await admission.enter(cancel);
	let isAdmitted = true;
	return () => {
		if (!isAdmitted) return;
		isAdmitted = false;
		admission.leave();
		if (admission.isIdle) admissions.delete(execution);
	};
}
