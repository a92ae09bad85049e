/** Longer than most answers take. One that goes first after a pause and takes longer hangs: then another one goes. */
const LONGEST_PROBE_MS = 10_000;

/** A request that has left. */
export interface Departure {
	/** It is back, with an answer or without; to be called once. */
	back(): void;
}

/** The requests that are under way. */
export class UnderWay {
	count = 0;
	/** Of these, those that nobody waits for. */
	stragglers = 0;
	/** What left in an earlier generation is a straggler. */
	private generation = 0;
	private leftAt = 0;

	/** One leaves now. */
	leave(now: number): Departure {
		const { generation } = this;
		this.count++;
		this.leftAt = now;
		const back = () => {
			this.count--;
			if (generation < this.generation) this.stragglers--;
		};
		return { back };
	}

	/** Those that are no stragglers. */
	get awaited(): number {
		return this.count - this.stragglers;
	}

	/** From here on nobody waits for those under way: they left before a pause, or take too long. */
	leaveBehind(): void {
		this.stragglers = this.count;
		this.generation++;
	}

	/** When the one that left last will have taken too long. */
	get overdueAt(): number {
		return this.leftAt + LONGEST_PROBE_MS;
	}
}
