/** What a quota's meter is made from. */
export interface MeterRule {
	/** Requests in a window. */
	limit: number;
	windowMs: number;
	/**
	 * Undocumented: how TwelveLabs counts. `fixed`: windows begin at multiples of `windowMs` on the clock. `sliding`: any
	 * trailing window, by a log of requests. `bucket`: `limit` requests at once, refilled evenly over the window.
	 */
	algorithm?: 'fixed' | 'sliding' | 'bucket';
	/** How much is used up at the start. A sliding window takes it as sent at that moment. */
	used?: number;
}

/** Counts requests the way one algorithm does. */
export interface Meter {
	used(now: number): number;
	count(now: number): void;
	/** When there is next more room than now; for a full quota: when it accepts again. */
	roomAt(now: number): number;
}

/** An empty meter, except for what the rule says is used up already. */
export function createMeter(rule: MeterRule, now: number): Meter {
	switch (rule.algorithm ?? 'fixed') {
		case 'fixed':
			return new FixedWindow(rule, now);
		case 'sliding':
			return new SlidingLog(rule, now);
		case 'bucket':
			return new Bucket(rule, now);
	}
}

class FixedWindow implements Meter {
	private readonly windowMs: number;
	private counted: number;
	private end: number;

	constructor({ windowMs, used = 0 }: MeterRule, now: number) {
		this.windowMs = windowMs;
		this.counted = used;
		this.end = this.endOfWindow(now);
	}

	used(now: number): number {
		return now < this.end ? this.counted : 0;
	}

	count(now: number): void {
		this.counted = this.used(now) + 1;
		this.end = this.endOfWindow(now);
	}

	roomAt(now: number): number {
		return this.endOfWindow(now);
	}

	private endOfWindow(now: number): number {
		return (Math.floor(now / this.windowMs) + 1) * this.windowMs;
	}
}

class SlidingLog implements Meter {
	private readonly limit: number;
	private readonly windowMs: number;
	/** In order of time; what has left the window is forgotten. */
	private times: number[];

	constructor({ limit, windowMs, used = 0 }: MeterRule, now: number) {
		this.limit = limit;
		this.windowMs = windowMs;
		this.times = Array.from({ length: used }, () => now);
	}

	used(now: number): number {
		this.times = this.times.filter((time) => time + this.windowMs > now);
		return this.times.length;
	}

	count(now: number): void {
		this.times.push(now);
	}

	roomAt(now: number): number {
		// Above the limit (refused requests that count), several must leave before there is room.
		const lastToLeave = this.times[Math.max(0, this.used(now) - this.limit)];
		return lastToLeave === undefined ? now : lastToLeave + this.windowMs;
	}
}

/** In shares of a request, `windowMs` of them each, so that all numbers are whole and no rounding adds up. */
class Bucket implements Meter {
	private readonly limit: number;
	private readonly windowMs: number;
	private shares: number;
	private readAt: number;

	constructor({ limit, windowMs, used = 0 }: MeterRule, now: number) {
		this.limit = limit;
		this.windowMs = windowMs;
		this.shares = Math.max(0, limit - used) * windowMs;
		this.readAt = now;
	}

	used(now: number): number {
		return this.limit - Math.floor(this.refilled(now) / this.windowMs);
	}

	count(now: number): void {
		this.shares = this.refilled(now) - this.windowMs;
	}

	roomAt(now: number): number {
		if (this.used(now) === 0) return now;
		const missing = this.windowMs - (this.shares % this.windowMs);
		return now + Math.ceil(missing / this.limit);
	}

	private refilled(now: number): number {
		const gained = (now - this.readAt) * this.limit;
		this.shares = Math.min(this.limit * this.windowMs, this.shares + gained);
		this.readAt = now;
		return this.shares;
	}
}
