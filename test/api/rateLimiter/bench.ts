import type { Outcome } from '../../../nodes/api/client/outcome';
import { RateLimiter, type Caller } from '../../../nodes/api/rateLimiter/rateLimiter';
import { done, rateLimited } from './quota';
import { VirtualClock } from './virtualClock';

/** A request that reached the server of a bench. */
export interface Sent {
	name: string;
	at: number;
	/** Arrives back here, when the server had answered. */
	answeredAt?: number;
}

type RequestOptions = Partial<Caller> & {
	/** Of this request alone, in the place of the bench's own. */
	latencyMs?: number;
};

/** A rate limiter on a virtual clock, before a server that a test scripts. */
export class Bench {
	readonly clock = new VirtualClock();
	readonly limiter = new RateLimiter(this.clock);
	/** In the order in which they left. */
	readonly sent: Sent[] = [];
	inFlight = 0;
	maxInFlight = 0;
	maxAlarms = 0;
	latencyMs = 10;

	/** @param judge what the server makes of a request: the time is that of its arrival */
	constructor(public judge: (now: number, name: string) => Outcome = () => done()) {}

	async request(name: string, { latencyMs, ...caller }: RequestOptions = {}): Promise<Outcome> {
		return await this.limiter.run(
			{ key: 'a', maxPauseMs: 90_000, ...caller },
			async () => await this.made(name, latencyMs ?? this.latencyMs),
		);
	}

	/** Many at once: `a1`, `a2` and so on in key `a`. */
	requests(count: number, options: RequestOptions = {}): Array<Promise<Outcome>> {
		const key = options.key ?? 'a';
		return Array.from(
			{ length: count },
			async (_, n) => await this.request(`${key}${n + 1}`, options),
		);
	}

	/** Lets time pass until all is done. */
	async run<T>(work: Array<Promise<T>>): Promise<T[]> {
		return await this.clock.run(Promise.all(work));
	}

	get names(): string[] {
		return this.sent.map(({ name }) => name);
	}

	/** How many left in a span of time; its end is left out. */
	sentWithin(from: number, to: number): number {
		return this.sent.filter(({ at }) => at >= from && at < to).length;
	}

	private async made(name: string, latencyMs: number): Promise<Outcome> {
		const sent: Sent = { name, at: this.clock.ms };
		this.sent.push(sent);
		this.inFlight++;
		this.maxInFlight = Math.max(this.maxInFlight, this.inFlight);
		this.maxAlarms = Math.max(this.maxAlarms, this.clock.pendingAlarms);
		await this.clock.sleep(latencyMs / 2);
		const outcome = this.judge(this.clock.ms, name);
		await this.clock.sleep(latencyMs / 2);
		this.inFlight--;
		sent.answeredAt = this.clock.ms;
		return outcome;
	}
}

/** A server that accepts nothing before a moment, which it states or does not. */
export const closedUntil =
	(opensAt: number, { statesReset = true } = {}) =>
	(now: number): Outcome =>
		now >= opensAt ? done() : rateLimited(statesReset ? { resetsInMs: opensAt - now } : {});

/** The kind of each outcome, in order. */
export const kinds = (outcomes: Outcome[]): string[] => outcomes.map(({ kind }) => kind);
