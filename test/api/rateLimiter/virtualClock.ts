import type { Clock } from '../../../nodes/api/rateLimiter/clock';

/** So little that the readings of one millisecond do not reach the next. */
const READING_MS = 1e-6;

interface Event {
	at: number;
	happen: () => void;
}

/** Time that passes only when nothing else is left to do: hours in milliseconds, and the same in every run. */
export class VirtualClock implements Clock {
	private readonly events = new Set<Event>();
	private readonly alarms = new Set<Event>();

	private reads = 0;

	/** @param lateMs how late alarms ring, as they do on a busy machine */
	constructor(
		private time = 0,
		private readonly lateMs = 0,
	) {}

	/** As a limiter reads it. No two readings are the same: `performance.now` counts in fractions of a millisecond. */
	now(): number {
		return this.time + this.reads++ * READING_MS;
	}

	/** As tests and servers read it: whole milliseconds. */
	get ms(): number {
		return this.time;
	}

	/** In whole milliseconds, like the alarms of `pause.ts`. */
	alarm(ms: number, ring: () => void): () => void {
		const alarm = this.schedule(ms + this.lateMs, () => {
			this.alarms.delete(alarm);
			ring();
		});
		this.alarms.add(alarm);
		return () => {
			this.alarms.delete(alarm);
			this.events.delete(alarm);
		};
	}

	/** Alarms that are set, without the waits of the test itself. */
	get pendingAlarms(): number {
		return this.alarms.size;
	}

	/** For the test itself and its servers. */
	async sleep(ms: number): Promise<void> {
		await new Promise<void>((resolve) => this.schedule(ms, resolve));
	}

	/** Lets time pass until `work` is done. */
	async run<T>(work: Promise<T>): Promise<T> {
		let isDone = false;
		const ended = work.finally(() => (isDone = true));
		ended.catch(() => undefined);
		for (;;) {
			await allEvents();
			if (isDone) return await ended;
			const next = this.next();
			if (!next) throw new Error('Nothing is left to wait for, and the work is not done');
			this.events.delete(next);
			if (next.at > this.time) this.reads = 0;
			this.time = Math.max(this.time, next.at);
			next.happen();
		}
	}

	/** Lets so much time pass. */
	async pass(ms: number): Promise<void> {
		await this.run(this.sleep(ms));
	}

	private schedule(ms: number, happen: () => void): Event {
		const event = { at: this.time + Math.max(0, Math.ceil(ms)), happen };
		this.events.add(event);
		return event;
	}

	private next(): Event | undefined {
		let first: Event | undefined;
		for (const event of this.events) if (!first || event.at < first.at) first = event;
		return first;
	}
}

/** Ends when everything has happened that can happen without time passing. */
export const allEvents = async (): Promise<void> =>
	await new Promise((resolve) => setImmediate(resolve));
