import fc from 'fast-check';

import type { Outcome } from '../../../nodes/api/client/outcome';
import { RateLimiter } from '../../../nodes/api/rateLimiter/rateLimiter';
import { QuotaServer, type ResetStated } from './quota';
import { VirtualClock } from './virtualClock';

const QUOTA_MOSTLY = Array.from({ length: 4 }, () => 'quota' as const);

const callers = fc.record({
	key: fc.constantFrom('a', 'b', 'c'),
	comesAt: fc.oneof(fc.constant(0), fc.nat(5_000)),
	maxPauseMs: fc.constantFrom<number>(0, 500, 5_000, 90_000),
	canceledAt: fc.option(fc.nat(8_000), { freq: 4, nil: undefined }),
	/** What becomes of its request: the quota decides, or something else. */
	fate: fc.constantFrom(
		...QUOTA_MOSTLY,
		'notSent' as const,
		'indeterminate' as const,
		'throws' as const,
	),
});

const crowds = fc.array(callers, { minLength: 1, maxLength: 60 });

const servers = fc.record({
	limit: fc.integer({ min: 1, max: 80 }),
	windowMs: fc.constantFrom(300, 1_000, 60_000, 3_600_000),
	algorithm: fc.constantFrom('fixed' as const, 'sliding' as const, 'bucket' as const),
	states: fc.constantFrom<ResetStated>('seconds', 'exactly', 'always', 'nothing'),
	latencies: fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 5 }),
	phaseMs: fc.nat(60_000),
});

type ValueOf<T> = T extends fc.Arbitrary<infer V> ? V : never;
type Caller = ValueOf<typeof callers>;
type Server = ValueOf<typeof servers>;

/** A request, and all that became of it. */
interface Request extends Caller {
	sentAt: number[];
	answers: Array<Outcome | Error>;
	answeredAt: number;
}

/** A rejection, as the limiter got it. */
interface Rejection {
	at: number;
	until: number;
}

/** A limiter, a server with a quota, and what happened between them. */
export class World {
	readonly clock: VirtualClock;
	readonly rejections: Rejection[] = [];
	readonly requests: Request[];
	/** All that was sent, rejected or not. */
	readonly times: Array<{ sentAt: number; endedAt: number }> = [];
	private readonly server: QuotaServer;
	private readonly limiter: RateLimiter;
	maxInFlight = 0;
	private inFlight = 0;

	constructor({ latencies, phaseMs, ...quota }: Server, callers: Caller[]) {
		this.clock = new VirtualClock(phaseMs);
		let turn = 0;
		this.server = new QuotaServer(this.clock, {
			...quota,
			latencyMs: () => latencies[turn++ % latencies.length],
		});
		this.limiter = new RateLimiter(this.clock);
		this.requests = callers.map((caller) => ({
			...caller,
			sentAt: [],
			answers: [],
			answeredAt: Infinity,
		}));
	}

	async run(): Promise<void> {
		await this.clock.run(
			Promise.all(this.requests.map(async (request) => await this.made(request))),
		);
	}

	get isIdle(): boolean {
		return this.limiter.isIdle;
	}

	private async made(request: Request): Promise<void> {
		const stop = new AbortController();
		const { key, maxPauseMs, comesAt, canceledAt } = request;
		if (canceledAt !== undefined) {
			void this.clock.sleep(canceledAt).then(() => stop.abort(new Error('stopped')));
		}
		await this.clock.sleep(comesAt);
		const caller = { key, maxPauseMs, cancel: stop.signal };
		await this.limiter
			.run(caller, async () => await this.send(request))
			.then(
				(outcome) => request.answers.push(outcome),
				(error: Error) => request.answers.push(error),
			);
		request.answeredAt = this.clock.ms;
	}

	private async send(request: Request): Promise<Outcome> {
		const sentAt = this.clock.ms;
		request.sentAt.push(sentAt);
		this.inFlight++;
		this.maxInFlight = Math.max(this.maxInFlight, this.inFlight);
		try {
			const outcome = await this.server.request();
			if (outcome.kind === 'rateLimited') {
				const at = this.clock.ms;
				this.rejections.push({ at, until: at + (outcome.limit.resetsInMs ?? 0) });
				return outcome;
			}
			if (request.fate === 'throws') throw new Error('untrusted');
			if (request.fate === 'quota') return outcome;
			return { kind: request.fate, cause: new Error(request.fate) };
		} finally {
			this.inFlight--;
			this.times.push({ sentAt, endedAt: this.clock.ms });
		}
	}
}

export const worlds = fc.tuple(servers, crowds).map(([server, crowd]) => new World(server, crowd));

/** All callers accept every pause, and nothing but the quota rejects. */
export const worldsWithoutMaxPause = fc.tuple(servers, crowds).map(
	([server, crowd]) =>
		new World(
			server,
			crowd.map((caller) => ({ ...caller, fate: 'quota', maxPauseMs: Infinity })),
		),
);
