import { Lanes } from './lanes';

/** More than the gate lets through at a time, so that it never runs dry. */
const PLACES = 64;

/**
 * n8n starts all items at once, and an item that has read its parameters takes ten times the memory of one that has not. So
 * most of the items of an execution wait outside until those before them have sent something.
 */
class Entrance {
	private readonly queue = new Lanes<{
		cancel?: AbortSignal;
		enter(): void;
		stop(reason: unknown): void;
	}>();
	private inside = 0;

	get isIdle(): boolean {
		return this.inside === 0 && this.queue.size === 0;
	}

	/** @throws the reason of `cancel` when it fires while waiting */
	async enter(cancel?: AbortSignal): Promise<void> {
		cancel?.throwIfAborted();
		if (this.inside < PLACES) {
			this.inside++;
			return;
		}
		await new Promise<void>((enter, stop) => this.queue.add('', { cancel, enter, stop }));
	}

	/** Makes place for the next. */
	leave(): void {
		const next = this.queue.next();
		if (next) next.enter();
		else this.inside--;
	}
}

const entrances = new Map<string, Entrance>();

/**
 * Waits until it is the turn of an item to read its parameters.
 * @param lane the execution
 * @returns what to call, once or more often, as soon as the item has sent something, or has ended
 */
export async function admitted(lane: string, cancel?: AbortSignal): Promise<() => void> {
	const entrance = entrances.get(lane) ?? new Entrance();
	entrances.set(lane, entrance);
	await entrance.enter(cancel);
	let isInside = true;
	return () => {
		if (!isInside) return;
		isInside = false;
		entrance.leave();
		if (entrance.isIdle) entrances.delete(lane);
	};
}
