import type { Outcome } from '../../../nodes/api/outcome';
import type { VirtualClock } from './virtualClock';

/** How a server counts, and what it tells. */
export interface QuotaOptions {
	limit: number;
	windowMs: number;
	counts?: 'fixed' | 'sliding' | 'bucket';
	tells?: 'seconds' | 'exactly' | 'nothing' | 'always';
	/** Where in its window the server is when the test begins. */
	phaseMs?: number;
	latencyMs?: () => number;
}

/** A server with one quota, on the clock of the test. */
export class QuotaServer {
	accepted = 0;
	refused = 0;
	inFlight = 0;
	mostInFlight = 0;
	/** When requests arrived. */
	readonly arrivals: number[] = [];
	private readonly times: number[] = [];
	private tokens: number;
	private filledAt = 0;

	constructor(
		private readonly clock: VirtualClock,
		private readonly options: QuotaOptions,
	) {
		this.tokens = options.limit;
	}

	async request(): Promise<Outcome> {
		const { latencyMs = () => 5 } = this.options;
		this.inFlight++;
		this.mostInFlight = Math.max(this.mostInFlight, this.inFlight);
		await this.clock.sleep(latencyMs() / 2);
		const outcome = this.judge();
		await this.clock.sleep(latencyMs() / 2);
		this.inFlight--;
		return outcome;
	}

	private judge(): Outcome {
		const { windowMs, tells = 'seconds' } = this.options;
		this.arrivals.push(this.clock.now());
		const { ok, left, resetsIn } = this.count();
		const response = { statusCode: ok ? 202 : 429, headers: {}, body: {} };
		void windowMs;
		if (ok) this.accepted++;
		else this.refused++;
		const told =
			tells === 'nothing'
				? {}
				: tells === 'seconds'
					? { resetsInMs: Math.max(1, Math.ceil(resetsIn / 1000)) * 1000 }
					: { resetsInMs: resetsIn };
		if (!ok)
			return {
				kind: 'limited',
				response,
				limit: { ...told, ...(tells === 'always' && { remaining: 0 }) },
			};
		return {
			kind: 'done',
			response,
			limit: tells === 'always' ? { resetsInMs: resetsIn, remaining: left } : {},
		};
	}

	private count(): { ok: boolean; left: number; resetsIn: number } {
		const { limit, windowMs, counts = 'fixed', phaseMs = 0 } = this.options;
		const now = this.clock.now() + phaseMs;
		if (counts === 'bucket') {
			this.tokens = Math.min(limit, this.tokens + ((now - this.filledAt) * limit) / windowMs);
			this.filledAt = now;
			const ok = this.tokens >= 1;
			if (ok) this.tokens--;
			return {
				ok,
				left: Math.floor(this.tokens),
				resetsIn: ok
					? ((limit - this.tokens) * windowMs) / limit
					: ((1 - this.tokens) * windowMs) / limit,
			};
		}
		const begins = counts === 'fixed' ? Math.floor(now / windowMs) * windowMs : now - windowMs;
		while (this.times.length > 0 && this.times[0] <= begins - (counts === 'fixed' ? 1e-6 : 0))
			this.times.shift();
		const ok = this.times.length < limit;
		if (ok) this.times.push(now);
		const resetsIn =
			counts === 'fixed' ? begins + windowMs - now : (this.times[0] ?? now) + windowMs - now;
		return { ok, left: limit - this.times.length, resetsIn };
	}
}
