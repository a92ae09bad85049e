import { NodeApiError, type IDataObject } from 'n8n-workflow';

import { OutOfTime } from '../../nodes/api/client/deadline';
import { allowedRequests, allowedStateSize } from './allowances';
import { ChangingWorld } from './changingWorld';
import type { History, PollStep } from './history';
import type { InProcessApi } from './inProcessApi';
import { N8nStateStore } from './n8nStateStore';
import type { Subject, TriggerParts } from './subjects/subject';

/** A list that is changed at every request for ever need not be read to its end. */
const MAX_CHANGES_OF_A_POLL = 60;

/** Below that of `scanNew.ts` for what is new: the end then comes while the first list is read, too. */
const SHARE_UNTIL_END = 0.4;

/** What a history came to. */
export interface Outcome {
	completions: number;
	missed: string[];
	twice: string[];
	/** Finished before the trigger was activated, and emitted all the same. */
	flooded: string[];
	/** The most requests that a poll made beyond what its work explains. */
	excess: number;
	stateExcess: number;
}

/** Runs a history with the given parts of the trigger, lets everything finish, and polls until nothing more comes. */
export async function runHistory(
	history: History,
	subject: Subject,
	parts: TriggerParts,
): Promise<Outcome> {
	return await new HistoryRun(history, subject, parts).run();
}

class HistoryRun {
	private readonly world: ChangingWorld;
	private readonly api: InProcessApi;
	private readonly store: N8nStateStore;
	private readonly emitted = new Map<string, number>();
	/** Emitted and then lost with a crash before it was saved: the one window in which n8n may emit again. */
	private readonly mayRepeat = new Set<string>();
	/** Finished before the activation began, and while it was under way: the latter may count as either. */
	private before = new Set<string>();
	private during = new Set<string>();
	private overlapping = false;
	private detailRequests = 0;
	private excess = 0;

	constructor(
		private readonly history: History,
		private readonly subject: Subject,
		private readonly parts: TriggerParts,
	) {
		this.world = new ChangingWorld(history.switches, subject);
		this.api = this.world.api;
		this.store = new N8nStateStore(history.scheduler);
	}

	async run(): Promise<Outcome> {
		for (const step of this.history.before) this.world.change(step);
		await this.activate(this.history.activation);
		// An activation that is refused is tried again later.
		if (!this.store.read()) await this.activate({ do: 'poll' });
		this.store.save();

		for (const step of this.history.steps) {
			if (step.do === 'poll') await this.poll(step);
			else this.world.change(step);
		}
		await this.finishAll();

		const expected = this.world
			.wantedIds(this.history.wish)
			.filter((id) => !this.before.has(id) && !this.during.has(id));
		const ids = [...this.emitted.keys()];
		return {
			completions: expected.length,
			missed: expected.filter((id) => !this.emitted.has(id)),
			twice: ids.filter((id) => (this.emitted.get(id) ?? 0) > 1 && !this.mayRepeat.has(id)),
			flooded: ids.filter((id) => this.before.has(id)),
			excess: this.excess,
			stateExcess: this.store.size - allowedStateSize(this.history, this.world, this.store.read()),
		};
	}

	private async activate(step: PollStep): Promise<void> {
		this.before = new Set(this.world.idsOf('finished'));
		await this.poll(step);
		this.during = new Set(this.world.idsOf('finished'));
	}

	private async finishAll(): Promise<void> {
		this.world.finishAll();
		for (let quiet = 0, left = 200; quiet < 3 && left > 0; left--) {
			this.api.clock.advance(this.subject.pollEveryMs);
			const before = this.emitted.size;
			await this.poll({ do: 'poll' });
			quiet = this.emitted.size > before ? 0 : quiet + 1;
		}
	}

	private async poll(step: PollStep): Promise<void> {
		const { api, store } = this;
		const outer = { beforeRequest: api.beforeRequest, requests: api.requests };
		store.beforePoll();
		const allowed = allowedRequests(this.history, this.subject, this.world, store.read());
		api.requests = 0;
		this.detailRequests = 0;
		api.beforeRequest = async (count) => {
			if (count === step.meanwhile?.at)
				step.meanwhile.changes.forEach((at) => this.world.change(at));
			const { throughout: churn } = step;
			if (churn && count <= MAX_CHANGES_OF_A_POLL)
				this.world.change(churn[(count - 1) % churn.length]);
			if (count === step.overlapAt && this.history.scheduler === 'inProcess') {
				this.overlapping = true;
				other = this.poll({ do: 'poll' });
				await other;
				this.overlapping = false;
			}
			if (count === step.errorAt) throw this.noAnswer();
		};
		let events: string[] | undefined;
		let other: Promise<void> | undefined;
		try {
			events = await this.events(step.time);
		} catch (error) {
			const isOver = error instanceof OutOfTime || isRefusedActivation(error);
			if (!isOver && !(error instanceof Error && error.message.includes('no answer'))) throw error;
		} finally {
			// An unanswered request ends this poll while the other one goes on; what comes next comes after both.
			await other;
			// Requests of overlapping polls cannot be counted apart, and a changing list may be read again.
			const steady =
				!step.meanwhile && !step.throughout && step.overlapAt === undefined && !this.overlapping;
			if (steady) {
				this.excess = Math.max(this.excess, api.requests - this.detailRequests - allowed);
			}
			Object.assign(api, outer);
		}
		if (events === undefined) return;
		if (step.crash === 'beforeEmit') return store.crash();
		for (const id of events) this.emitted.set(id, (this.emitted.get(id) ?? 0) + 1);
		if (step.crash === 'afterEmit') {
			for (const id of events) this.mayRepeat.add(id);
			return store.crash();
		}
		if (events.length > 0) store.save();
		else store.afterQuietPoll();
		if (step.crash === 'afterSave') store.crash();
	}

	private noAnswer() {
		return new NodeApiError(this.api.connection.context.getNode(), {}, { message: 'no answer' });
	}

	private async events(time = Infinity): Promise<string[]> {
		const { api, parts } = this;
		const { wish, forwardPages } = this.history;
		// As when the rate limit lets requests wait: the time ends in the middle of a list.
		const endsAt = time % 2 === 1 ? time * SHARE_UNTIL_END : Infinity;
		const isOver = () => api.requests >= endsAt;
		const inTime = async <T>(ask: () => Promise<T>): Promise<T> => {
			if (isOver()) throw new OutOfTime();
			return await ask();
		};
		const { rules, page, entry, entries, isWanted, eventsOf } = parts.open(api, wish, {
			isOver,
			mayGoOn: () => api.requests < time,
			onDetails: () => this.detailRequests++,
		});
		const events = await parts.pollOnce<IDataObject, IDataObject>({
			scope: api.index.id,
			store: this.store,
			// Only a source that reads each entry once more emits a backlog in parts.
			limits: { forwardPages, finished: isWanted && wish.fullDetails ? 100 : Infinity, isWanted },
			source: {
				rules,
				page: async (...list) => await inTime(async () => await page(...list)),
				entry: async (id) => (isOver() ? new OutOfTime() : await entry(id)),
				...(entries && {
					entries: async (ids: string[]) => await inTime(async () => await entries(ids)),
				}),
				shuffled: (ids) => [...ids].reverse(),
				mayGoOn: (share = 1) => api.requests < time * share,
			},
			eventsOf,
		});
		return events.map(({ _id, task_id }) => String(_id ?? task_id));
	}
}

/** What was seen at activation is not enough to begin with. */
const isRefusedActivation = (error: unknown) =>
	error instanceof Error &&
	/^(There was not enough time to read|TwelveLabs did not list in full)/.test(error.message);
