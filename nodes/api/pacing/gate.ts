import type { Answered, Outcome } from '../outcome';
import { alarm } from '../pause';
import { Lanes } from './lanes';
import { Pace } from './pace';
import { QuotaPause } from './quotaPause';
import { Remaining } from './remaining';
import { Width } from './width';

/** Who wants to pass. */
export interface Visitor {
	/** Visitors of one lane pass in order, and the lanes take turns: one for each execution. */
	lane: string;
	/** The longest pause that it accepts. Its time in the queue does not count. */
	patienceMs: number;
	cancel?: AbortSignal;
}

/** Time as a gate sees it: it must not jump, and alarms can be called off. */
export interface Clock {
	now(): number;
	alarm(ms: number, ring: () => void): () => void;
}

const systemClock: Clock = { now: () => performance.now(), alarm };

/** Somebody who waits. */
interface Ticket extends Visitor {
	/** Without a refusal it may go. */
	answer(refusal?: Outcome): void;
	stop(reason: unknown): void;
}

/**
 * Lets requests that count for one quota pass: a bounded number at a time, and after a refusal no faster than the quota
 * allows. Everybody waits for the same moment, with one alarm, then one goes first.
 *
 * A quota that stays used up for longer than a visitor accepts refuses all such visitors who wait now. It is not
 * remembered: the next one asks again, since plans change, and times that were told may be wrong.
 */
export class Gate {
	private readonly queue = new Lanes<Ticket>(() => this.open());
	private readonly pace = new Pace();
	private readonly width = new Width();
	private readonly pause = new QuotaPause();
	private readonly remaining = new Remaining();
	private underWay = 0;
	/** Somebody does not accept the pause, and has not been refused in it: one goes at once, for all of those. */
	private asksAgain = false;
	private wakesAt?: number;
	private callOff?: () => void;

	constructor(private readonly clock: Clock = systemClock) {}

	/** Nothing waits and nothing is under way: the gate can be forgotten. */
	get isIdle(): boolean {
		return this.underWay === 0 && this.queue.size === 0;
	}

	/**
	 * Makes a request when it is its turn, and again after each pause that the visitor accepts.
	 * @returns the outcome; `limited` only when the pause is longer than the visitor accepts
	 * @throws the reason of `cancel` when it fires while waiting
	 */
	async pass(visitor: Visitor, request: () => Promise<Outcome>): Promise<Outcome> {
		const rank = this.queue.newRank();
		for (let isNew = true; ; isNew = false) {
			const refusal = await this.turn(visitor, rank, isNew);
			if (refusal) return refusal;
			const outcome = await this.made(request);
			if (outcome.kind !== 'limited' || !this.isAcceptable(visitor)) return outcome;
		}
	}

	/** @param rank of the visitor in its lane, which it keeps */
	private async turn(visitor: Visitor, rank: number, isNew: boolean): Promise<Outcome | undefined> {
		visitor.cancel?.throwIfAborted();
		if (this.isIdle && !this.pause.probing) this.pace.begin(this.clock.now());
		if (isNew && !this.isAcceptable(visitor)) this.asksAgain = true;
		return await new Promise((resolve, reject) => {
			this.queue.add(visitor.lane, { ...visitor, answer: resolve, stop: reject }, rank);
			this.open();
		});
	}

	private async made(request: () => Promise<Outcome>): Promise<Outcome> {
		const sentAt = this.clock.now();
		let outcome: Outcome | undefined;
		try {
			outcome = await request();
			return outcome;
		} finally {
			this.underWay--;
			this.note(outcome, sentAt);
			this.open();
		}
	}

	/** Lets in whoever may go now, and sets the alarm for the others. */
	private open(): void {
		if (this.waitsForMore) return;
		while (this.queue.size > 0 && this.underWay < (this.pause.probing ? 1 : this.width.value)) {
			const now = this.clock.now();
			const at = this.opensAt(now);
			if (at === undefined) return;
			if (at > now) return this.wakeAt(at, now);
			this.asksAgain = false;
			this.underWay++;
			this.remaining.take();
			this.pace.left(now);
			this.queue.next()?.answer();
		}
		if (this.queue.size === 0) this.callOffAlarm();
	}

	/**
	 * When many wait and nothing limits them, they leave in groups, each time half of those under way are back: that saves a
	 * fifth of the processor time that n8n spends on an item (`npm run bench`).
	 */
	private get waitsForMore(): boolean {
		if (this.pause.probing || this.pace.spacing > 0) return false;
		const free = this.width.value - this.underWay;
		return this.queue.size > free && free < this.width.value / 2;
	}

	private wakeAt(at: number, now: number): void {
		if (at === this.wakesAt) return;
		this.callOffAlarm();
		this.wakesAt = at;
		this.callOff = this.clock.alarm(at - now, () => {
			this.wakesAt = undefined;
			this.open();
		});
	}

	private callOffAlarm(): void {
		this.callOff?.();
		this.callOff = undefined;
		this.wakesAt = undefined;
	}

	/** Undefined when an answer must come first. */
	private opensAt(now: number): number | undefined {
		const resetsAt = this.remaining.resetsAt(now);
		if (resetsAt !== undefined && now >= this.pause.until) {
			// Those under way bring news of what is left.
			if (this.underWay > 0) return undefined;
			this.pause.stop(resetsAt, now);
			this.asksAgain = this.queue.some(this.isImpatient(now));
		}
		return this.asksAgain ? now : Math.max(this.pause.until, this.pace.nextAt(now));
	}

	/** @param outcome undefined where the request threw */
	private note(outcome: Outcome | undefined, sentAt: number): void {
		const now = this.clock.now();
		if (outcome?.kind === 'limited') this.refused(outcome, sentAt, now);
		else if (outcome?.kind === 'done' || outcome?.kind === 'refused') this.accepted(sentAt);
		else this.unanswered(outcome, now);
		if (outcome && 'limit' in outcome) this.remaining.note(outcome.limit, this.underWay, now);
	}

	/** What was to ask for all who do not accept the pause may have been this one: then another asks. */
	private unanswered(outcome: Outcome | undefined, now: number): void {
		if (outcome) this.width.trouble();
		this.asksAgain ||= this.queue.some(this.isImpatient(now));
	}

	private accepted(sentAt: number): void {
		const reset = this.pause.accept(sentAt);
		if (reset) this.pace.learn(reset.at, reset.pauseMs);
		this.pace.accept();
		this.width.accept();
	}

	private refused(outcome: Answered, sentAt: number, now: number): void {
		if (this.pause.refuse(sentAt, now, outcome.limit.resetsInMs, this.pace.spacing)) {
			this.width.pause();
		}
		const impatient = this.queue.takeOut(this.isImpatient(now));
		for (const { answer } of impatient) answer(outcome);
		this.asksAgain = false;
	}

	/** Who does not accept the pause. */
	private isImpatient(now: number): (ticket: Ticket) => boolean {
		return ({ patienceMs }) => !this.pause.isAcceptable(patienceMs, now);
	}

	private isAcceptable({ patienceMs }: Visitor): boolean {
		return this.pause.isAcceptable(patienceMs, this.clock.now());
	}
}
