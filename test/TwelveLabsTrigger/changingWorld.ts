import { MAX_LATE_MS, type Change, type History } from './history';
import { InProcessApi } from './inProcessApi';
import type { SeenWorld, Subject, Thing, Things, Wish } from './subjects/subject';

/** What a history happens to. */
export class ChangingWorld implements SeenWorld {
	readonly api: InProcessApi;
	/** `created_at` of all that was ever created. */
	readonly created: number[] = [];
	/** The most that ever ran at a time. */
	maxRunning = 0;
	private readonly things: Things;

	constructor(
		switches: History['switches'],
		private readonly subject: Subject,
	) {
		this.api = new InProcessApi(switches);
		this.things = subject.things(this.api);
	}

	/** The time at the server. */
	get now(): number {
		return this.api.clock.now();
	}

	idsOf(kind: 'running' | 'finished'): string[] {
		return this.entries(kind).map(({ id }) => id);
	}

	/** What has finished, and that the user wants events of. With those that have failed, they want those that were canceled. */
	wantedIds({ events, filename }: Wish): string[] {
		return this.entries('finished')
			.filter((entry) => events.includes(entry.status === 'canceled' ? 'failed' : entry.status))
			.filter((entry) => entry.filename.includes(filename))
			.map(({ id }) => id);
	}

	entries(kind: 'running' | 'finished' | 'all'): Thing[] {
		const { ends, keptMs = Infinity } = this.subject;
		const since = this.now - keptMs;
		return this.things
			.all()
			.filter(({ createdAt }) => createdAt >= since)
			.filter(({ status }) => kind === 'all' || ends.includes(status) === (kind === 'finished'));
	}

	newestFirst(kind: 'running' | 'all'): Thing[] {
		return this.entries(kind).sort((a, b) => b.createdAt - a.createdAt);
	}

	/** All that runs comes to its good end. */
	finishAll(): void {
		for (const id of this.idsOf('running')) this.things.end(id, this.subject.ends[0]);
	}

	/** Makes a change, and notes what it creates. */
	change(step: Change): void {
		const { things } = this;
		switch (step.do) {
			case 'wait':
				return this.api.clock.advance(step.ms);
			case 'create': {
				const createdAt = this.now - this.lateness(step.late);
				for (let n = 0; n < step.count; n++) {
					this.add({ createdAt: step.sameTime ? createdAt : createdAt - n });
				}
				return this.countRunning();
			}
			case 'finish': {
				const [good, ...bad] = this.subject.ends;
				picked(this.entries('running'), step.which, step.count).forEach(({ id }, n) =>
					things.end(id, step.failed ? bad[n % bad.length] : good),
				);
				return;
			}
			case 'delete':
				for (const { id } of this.doomed(step)) things.remove(id);
				return;
			case 'edit':
				for (const { id } of picked(this.entries('all'), step.which, 1)) things.edit(id);
				return;
			case 'indexAgain':
				for (const { id } of picked(this.entries('all'), step.which, 1)) this.add({ like: id });
				return this.countRunning();
		}
	}

	private doomed({ which, count }: Extract<Change, { do: 'delete' }>): Thing[] {
		return which === 'top'
			? this.newestFirst('all').slice(0, count)
			: picked(this.entries('all'), which, count);
	}

	/** A third of what becomes visible late does so as late as the source allows. */
	private lateness(ms: number): number {
		return ms % 3 === 0 ? ms * (this.subject.lateMs / MAX_LATE_MS) : ms;
	}

	private add(wish: { createdAt?: number; like?: string }): void {
		this.created.push(this.things.add(wish).createdAt);
	}

	private countRunning(): void {
		this.maxRunning = Math.max(this.maxRunning, this.entries('running').length);
	}
}

function picked<T>(list: T[], which: number | 'newest', count: number): T[] {
	if (which === 'newest') return list.slice(-count);
	const start = list.length > 0 ? which % list.length : 0;
	return list.slice(start, start + count);
}
