import type { Simulator } from '../../../simulator/server';
import type { Fault } from '../../../simulator/faults';
import type { LoggedRequest } from '../../../simulator/journal';

/** The time limit that a user sets under Request Options, and how long a silent server goes on working after that. */
export const LIMIT_MS = 150;
export const SILENCE_MS = 1_500;

/** Longer than all repetitions of one request take together; the waits of the node cost no real time. */
const LONG_MS = 2 * 60_000;
const SHORT_MS = 4_000;

/** What a request can meet with: an answer that is none, silence, or a server that is not there any more. */
export interface Trouble {
	respond?: Fault['respond'];
	when?: Fault['when'];
	/** From the arrival of the request on, connections are dropped and refused. The request itself is still carried out. */
	outageMs?: number;
	/** Meant for a time limit, after which the server is still at work. */
	silent?: boolean;
}

const error = (status: number, code: string) => ({
	status,
	body: { code, message: `In the words of TwelveLabs: ${code}.` },
});

/** Beyond its promised length nothing is missing, but it is no JSON. */
const CUT_JSON = '{"_id": "69a1c5e0f2b8';

const both = (name: string, respond: Fault['respond']): Array<[string, Trouble]> => [
	[`${name} before the effect`, { respond, when: 'before' }],
	[`${name} after the effect`, { respond, when: 'after' }],
];

export const TROUBLES: Readonly<Record<string, Trouble>> = Object.fromEntries<Trouble>([
	...both('a reset', 'reset'),
	...both('500', error(500, 'internal_server_error')),
	...both('504', { status: 504 }),
	...both('408', { status: 408 }),
	...both('502 with HTML', 'html502'),
	...both('a connection that breaks in the body', 'truncated'),
	...both('an empty body', 'empty'),
	...both('200 with JSON that is cut', { status: 200, body: CUT_JSON }),
	['JSON of another server', { respond: { status: 200, body: { ok: true } } }],
	['silence before the effect', { respond: { delayMs: SILENCE_MS }, silent: true }],
	['silence after the effect', { respond: { delayMs: SILENCE_MS }, when: 'after', silent: true }],
	['a short outage', { outageMs: SHORT_MS }],
	['a long outage', { outageMs: LONG_MS }],
	['429 with Retry-After', { respond: { ...error(429, 'x'), headers: { 'Retry-After': '7' } } }],
	['429 without any header', { respond: { status: 429 } }],
	['429 for a day', { respond: { status: 429, headers: { 'Retry-After': '86400' } } }],
]);

/** What is still there when all repetitions are over. */
export const LASTING = ['a long outage', '429 for a day'];

/** A trouble, and the requests that meet with it. */
export interface Scripted {
	trouble: string;
	/** operationId */
	on: string;
	/** So many requests of the operation pass unharmed before. */
	from?: number;
	times?: number;
}

/** Lets troubles strike a simulator. */
export class Script {
	private outage: Promise<void> | undefined;
	private isOver = false;

	constructor(private readonly simulator: Simulator) {}

	add({ trouble: name, on, from = 0, times = 1 }: Scripted): void {
		const trouble = TROUBLES[name];
		if (!trouble) throw new TypeError(`There is no trouble ${name}`);
		const { respond = { delayMs: 0 }, when, outageMs } = trouble;
		let seen = 0;
		const isMeant = (request: LoggedRequest) => {
			const isHit = request.operationId === on && seen++ >= from;
			if (isHit && outageMs !== undefined) this.begin(outageMs);
			return isHit;
		};
		this.simulator.faults.add({ on: isMeant, respond, when, times });
	}

	/** Nothing listens from now on, for so long by the clock of the node. */
	begin(forMs: number): void {
		this.outage ??= this.simulator.outage();
		AbortSignal.timeout(forMs).addEventListener('abort', () => void this.recover());
	}

	/** Nothing strikes any more, and the server listens. */
	async end(): Promise<void> {
		this.isOver = true;
		this.simulator.faults.clear();
		this.simulator.quotas.clear();
		await this.outage;
		this.outage = undefined;
		await this.simulator.recover();
	}

	/** An alarm may ring when another script is at work already. */
	private async recover(): Promise<void> {
		if (this.isOver || !this.outage) return;
		await this.outage;
		if (this.isOver) return;
		this.outage = undefined;
		await this.simulator.recover();
	}
}
