import type { Answered, Outcome } from '../../../nodes/api/client/outcome';
import type { RateLimit } from '../../../nodes/api/rateLimiter/rateLimit';
import { createMeter, type Meter, type MeterRule } from '../../../simulator/meters';
import type { VirtualClock } from './virtualClock';

/**
 * How a server states the reset of its quota: in whole seconds or exactly, with a rejection only or `always`, then with what
 * remains; or not at all.
 */
export type ResetStated = 'seconds' | 'exactly' | 'always' | 'nothing';

export interface QuotaOptions extends MeterRule {
	states?: ResetStated;
	/** Of one request, there and back. */
	latencyMs?: () => number;
}

/** A server with one quota, on the clock of the test. */
export class QuotaServer {
	accepted = 0;
	rejected = 0;
	inFlight = 0;
	maxInFlight = 0;
	/** When requests were sent. */
	readonly sent: number[] = [];
	private readonly meter: Meter;

	constructor(
		private readonly clock: VirtualClock,
		private readonly options: QuotaOptions,
	) {
		this.meter = createMeter(options, clock.ms);
	}

	readonly request = async (): Promise<Outcome> => {
		const halfWay = (this.options.latencyMs?.() ?? 6) / 2;
		this.sent.push(this.clock.ms);
		this.inFlight++;
		this.maxInFlight = Math.max(this.maxInFlight, this.inFlight);
		await this.clock.sleep(halfWay);
		const outcome = this.judge();
		await this.clock.sleep(halfWay);
		this.inFlight--;
		return outcome;
	};

	private judge(): Outcome {
		const now = this.clock.ms;
		if (this.meter.used(now) >= this.options.limit) {
			this.rejected++;
			return rateLimited(this.limitAt(now, true));
		}
		this.accepted++;
		this.meter.count(now);
		return done(this.limitAt(now, false));
	}

	private limitAt(now: number, isRejection: boolean): RateLimit {
		const { states = 'seconds', limit } = this.options;
		const exactly = { resetsInMs: this.meter.roomAt(now) - now };
		switch (states) {
			case 'nothing':
				return {};
			case 'always':
				return { ...exactly, remaining: limit - this.meter.used(now) };
			case 'exactly':
				return isRejection ? exactly : {};
			case 'seconds':
				return isRejection ? { resetsInMs: Math.ceil(exactly.resetsInMs / 1_000) * 1_000 } : {};
		}
	}
}

/** An outcome of which only the kind matters. */
export const answered = (kind: Answered['kind'], limit: RateLimit = {}): Answered => ({
	kind,
	response: { statusCode: STATUS[kind], headers: {}, body: {} },
	limit,
});

const STATUS = { done: 202, rejected: 400, rateLimited: 429, indeterminate: 503 };

export const done = (limit?: RateLimit): Outcome => answered('done', limit);

export const rateLimited = (limit?: RateLimit): Outcome => answered('rateLimited', limit);
