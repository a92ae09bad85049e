import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';

/** So long nothing must have happened before a wait is skipped: between two requests of a run there is computing. */
const QUIET_MS = 8;

/**
 * Time limits of a request, where the user sets none: n8n's own, and that of an analysis. As long as one runs, a request is
 * about to leave, or under way.
 */
const REQUEST_LIMITS_MS = [300_000, 900_000];

/** Of each HTTP request that this process makes. */
const BEGIN = 'http.client.request.start';

interface Alarm {
	at: number;
	isLimit: boolean;
	ring: () => void;
}

/**
 * Lets time pass at once wherever the package only waits: whenever no request is under way, the clocks are put forward to
 * the next alarm. Back-offs of minutes then take milliseconds, and everything else takes the time that it takes.
 *
 * The package has one kind of alarm, `AbortSignal.timeout`, and two clocks, `Date.now` and `performance.now`.
 */
export class SkippedWaits {
	private skipped = 0;
	private readonly alarms = new Set<Alarm>();
	private readonly underWay = new Set<ClientRequest>();
	private quietSince = 0;
	private readonly real = {
		timeout: AbortSignal.timeout,
		date: Date.now,
		performance: performance.now.bind(performance),
	};
	/** A request ends with the last byte of its response, or with its connection. */
	private readonly begun = (message: unknown) => {
		const { request } = message as { request: ClientRequest };
		this.underWay.add(request);
		request.once('close', () => {
			this.underWay.delete(request);
			this.quietSince = this.real.performance();
		});
	};
	private readonly driver: NodeJS.Timeout;

	constructor() {
		subscribe(BEGIN, this.begun);
		Date.now = () => Math.round(this.real.date.call(Date) + this.skipped);
		performance.now = () => this.real.performance() + this.skipped;
		AbortSignal.timeout = (ms) => this.timeout(ms);
		this.driver = setInterval(() => this.tick(), 2);
	}

	/** Milliseconds that were skipped so far. */
	get total(): number {
		return this.skipped;
	}

	stop(): void {
		clearInterval(this.driver);
		unsubscribe(BEGIN, this.begun);
		Date.now = this.real.date;
		performance.now = this.real.performance;
		AbortSignal.timeout = this.real.timeout;
	}

	private timeout(ms: number): AbortSignal {
		const controller = new AbortController();
		const alarm = {
			at: performance.now() + ms,
			isLimit: REQUEST_LIMITS_MS.includes(ms),
			ring: () => controller.abort(),
		};
		this.alarms.add(alarm);
		this.quietSince = this.real.performance();
		const { signal } = controller;
		const remove = signal.removeEventListener.bind(signal);
		// It was called off: nothing waits for it any more.
		signal.removeEventListener = (...listener: Parameters<typeof remove>) => {
			remove(...listener);
			this.alarms.delete(alarm);
		};
		return signal;
	}

	private tick(): void {
		const next = [...this.alarms].sort((a, b) => a.at - b.at).at(0);
		if (!next) return;
		const isIdle = this.underWay.size === 0 && ![...this.alarms].some(({ isLimit }) => isLimit);
		const isQuiet = isIdle && this.real.performance() - this.quietSince > QUIET_MS;
		const wait = next.at - performance.now();
		if (wait > 0 && !isQuiet) return;
		if (wait > 0) this.skipped += wait;
		this.alarms.delete(next);
		this.quietSince = this.real.performance();
		next.ring();
	}
}

/** For a whole suite. */
export function useSkippedWaits(): { readonly total: number } {
	let waits: SkippedWaits | undefined;
	beforeAll(() => {
		waits = new SkippedWaits();
	});
	afterAll(() => waits?.stop());
	return {
		get total() {
			return waits?.total ?? 0;
		},
	};
}
