import type { Answered, Outcome } from '../outcome';
import { Lanes } from './lanes';
import { OneAlarm, systemClock, type Clock } from './oneAlarm';
import { Pace } from './pace';
import { QuotaPause } from './quotaPause';
import { Remaining } from './remaining';
import { UnderWay, type Departure } from './underWay';
import { Width } from './width';

/** Some of those under way may hang, so a group gathers no longer than this. */
const LONGEST_GATHERING_MS = 50;

/** Who wants to pass. */
export interface Visitor {
	/** Visitors of one lane pass in order, and the lanes take turns: one for each execution. */
	lane: string;
	/** The longest pause that it accepts. Its time in the queue does not count. */
	patienceMs: number;
	cancel?: AbortSignal;
}

/** Somebody who waits. */
interface Ticket extends Visitor {
	/** It has left, or it is refused. */
	answer(turn: Departure | Answered): void;
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
	private readonly underWay = new UnderWay();
	private readonly alarm: OneAlarm;
	/** Until then, those who wait let a group gather. */
	private gathersUntil?: number;
	/** Somebody does not accept the pause, and has not been refused in it: one goes at once, for all of those. */
	private asksAgain = false;

	constructor(private readonly clock: Clock = systemClock) {
		this.alarm = new OneAlarm(clock, () => this.open());
	}

	/** Nothing waits and nothing is under way: the gate can be forgotten. */
	get isIdle(): boolean {
		return this.underWay.count === 0 && this.queue.size === 0;
	}

	/**
	 * Makes a request when it is its turn, and again after each pause that the visitor accepts.
	 * @returns the outcome; `limited` only when the pause is longer than the visitor accepts
	 * @throws the reason of `cancel` when it fires while waiting
	 */
	async pass(visitor: Visitor, request: () => Promise<Outcome>): Promise<Outcome> {
		const rank = this.queue.newRank();
		for (let isNew = true; ; isNew = false) {
			const turn = await this.turn(visitor, rank, isNew);
			if ('kind' in turn) return turn;
			const outcome = await this.made(request, turn);
			if (outcome.kind !== 'limited' || !this.isAcceptable(visitor)) return outcome;
		}
	}

	/** @param rank of the visitor in its lane, which it keeps */
	private async turn(
		visitor: Visitor,
		rank: number,
		isNew: boolean,
	): Promise<Departure | Answered> {
		visitor.cancel?.throwIfAborted();
		if (this.isIdle && !this.pause.probing) this.pace.begin(this.clock.now());
		if (isNew && !this.isAcceptable(visitor)) this.asksAgain = true;
		return await new Promise((resolve, reject) => {
			this.queue.add(visitor.lane, { ...visitor, answer: resolve, stop: reject }, rank);
			this.open();
		});
	}

	private async made(request: () => Promise<Outcome>, departure: Departure): Promise<Outcome> {
		const sentAt = this.clock.now();
		let outcome: Outcome | undefined;
		try {
			outcome = await request();
			return outcome;
		} finally {
			departure.back();
			this.note(outcome, sentAt);
			this.open();
		}
	}

	/** Lets in whoever may go now, and sets the alarm for the others. */
	private open(): void {
		this.alarm.set(this.admit());
	}

	/** @returns when to look again; undefined when an answer or a visitor must come first */
	private admit(): number | undefined {
		if (this.gathers) {
			this.gathersUntil ??= this.clock.now() + LONGEST_GATHERING_MS;
			if (this.clock.now() < this.gathersUntil) return this.gathersUntil;
		}
		this.gathersUntil = undefined;
		while (this.queue.size > 0) {
			const now = this.clock.now();
			const at = this.opensAt(now);
			if (at === undefined || at > now) return at;
			this.asksAgain = false;
			this.remaining.take();
			this.pace.left(now);
			this.queue.next()?.answer(this.underWay.leave(now));
		}
		return undefined;
	}

	/** How many may be under way, beside the stragglers: after a pause one at first. */
	private get places(): number {
		return this.underWay.stragglers + (this.pause.probing ? 1 : this.width.value);
	}

	/**
	 * When many wait and nothing limits them, they leave in groups, each time half of those under way are back: that saves a
	 * fifth of the processor time that n8n spends on an item (`npm run bench`).
	 */
	private get gathers(): boolean {
		if (this.pause.probing || this.pace.spacing > 0) return false;
		const free = this.places - this.underWay.count;
		return free > 0 && free < this.width.value / 2 && this.queue.size > free;
	}

	/** When the next one may leave; undefined when an answer must come first. */
	private opensAt(now: number): number | undefined {
		if (this.underWay.count >= this.places) {
			if (!this.pause.probing) return undefined;
			if (now < this.underWay.overdueAt) return this.underWay.overdueAt;
			this.underWay.leaveBehind();
		}
		const resetsAt = this.remaining.resetsAt(now);
		if (resetsAt !== undefined && now >= this.pause.until) {
			// Those under way may bring news of what is left, unless they hang.
			const newsUntil = Math.min(resetsAt, this.underWay.overdueAt);
			if (this.underWay.awaited > 0 && now < newsUntil) return newsUntil;
			this.pause.stop(resetsAt, now);
			this.underWay.leaveBehind();
			this.asksAgain = this.queue.some(this.isImpatient(now));
		}
		return this.asksAgain ? now : Math.max(this.pause.until, this.pace.nextAt(now));
	}

	/** @param outcome undefined where the request threw */
	private note(outcome: Outcome | undefined, sentAt: number): void {
		const now = this.clock.now();
		if (outcome?.kind === 'limited') this.refused(outcome, sentAt, now);
		else if (outcome?.kind === 'done' || outcome?.kind === 'refused') this.accepted(sentAt);
		else this.unanswered(outcome, sentAt, now);
		if (outcome && 'limit' in outcome)
			this.remaining.note(outcome.limit, { underWay: this.underWay.awaited, sentAt, now });
	}

	/** What was to ask for all who do not accept the pause may have been this one: then another asks. */
	private unanswered(outcome: Outcome | undefined, sentAt: number, now: number): void {
		if (outcome && !isAboutItself(outcome)) this.width.trouble(sentAt, now);
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
			this.underWay.leaveBehind();
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

/** A 500 may be about what one request asks for; a server with too much to do says 502, 503 or 504, or nothing at all. */
const isAboutItself = (outcome: Outcome): boolean =>
	'response' in outcome && outcome.response.statusCode === 500;
