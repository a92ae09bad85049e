/* eslint-disable @n8n/community-nodes/no-restricted-globals -- test code, never published */
import type { Clock } from '../../../nodes/api/pacing/gate';

/** Time that passes only when nothing else is left to do: hours in milliseconds, and the same in every run. */
export class VirtualClock implements Clock {
	private time = 0;
	private readonly alarms = new Set<{ at: number; ring: () => void }>();

	now(): number {
		return this.time;
	}

	alarm(ms: number, ring: () => void): () => void {
		const entry = { at: this.time + Math.max(0, ms), ring };
		this.alarms.add(entry);
		return () => this.alarms.delete(entry);
	}

	async sleep(ms: number): Promise<void> {
		await new Promise<void>((resolve) => this.alarm(ms, resolve));
	}

	get pending(): number {
		return this.alarms.size;
	}

	/** Lets time pass until `work` is done. */
	async run<T>(work: Promise<T>): Promise<T> {
		let done = false;
		const settled = work.finally(() => (done = true));
		settled.catch(() => undefined);
		for (;;) {
			// Everything that can happen without time passing happens first.
			await new Promise((resolve) => setImmediate(resolve));
			if (done) return await settled;
			const next = [...this.alarms].reduce<{ at: number; ring: () => void } | undefined>(
				(first, entry) => (first && first.at <= entry.at ? first : entry),
				undefined,
			);
			if (!next) throw new Error('Nothing is left to wait for, and the work is not done');
			this.alarms.delete(next);
			this.time = Math.max(this.time, next.at);
			next.ring();
		}
	}
}
