import { NodeApiError, type IDataObject } from 'n8n-workflow';

import { OutOfTime } from '../../nodes/api/client/deadline';
import { isWanted } from '../../nodes/TwelveLabsTrigger/sources/indexedAsset/event';
import { stepAt } from '../../simulator/lifecycle';
import type { IndexedAsset } from '../../nodes/shared/types';
import type { Change, History, PollStep } from './history';
import { InProcessApi } from './inProcessApi';
import { N8nStateStore } from './n8nStateStore';

const MINUTE = 60_000;

/** A list that is changed at every request for ever need not be read to its end. */
const MAX_CHANGES_OF_A_POLL = 60;

/** Readings of a list whose entries of equal times change places. */
const MAX_READINGS = 20;

/** Entries that are asked for one by one at a time. */
const ROUND = 10;

/** Below that of `scan.ts` for what is new: the end then comes while the first list is read, too. */
const SHARE_UNTIL_END = 0.4;

/** The parts of the trigger under test; a test may hand in broken ones. */
export interface TriggerParts {
	pollOnce: typeof import('../../nodes/TwelveLabsTrigger/pollOnce').pollOnce;
	indexedAssets: typeof import('../../nodes/TwelveLabsTrigger/sources/indexedAsset/source').indexedAssets;
	indexedAsset: typeof import('../../nodes/shared/indexedAsset').indexedAsset;
	preparedEvents: typeof import('../../nodes/TwelveLabsTrigger/sources/indexedAsset/details').preparedEvents;
}

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
export async function runHistory(history: History, parts: TriggerParts): Promise<Outcome> {
	return await new HistoryRun(history, parts).run();
}

class HistoryRun {
	private readonly api: InProcessApi;
	private readonly store: N8nStateStore;
	private readonly emitted = new Map<string, number>();
	/** Emitted and then lost with a crash before it was saved: the one window in which n8n may emit again. */
	private readonly mayRepeat = new Set<string>();
	/** Finished before the activation began, and while it was under way: the latter may count as either. */
	private before = new Set<string>();
	private during = new Set<string>();
	private readonly created: number[] = [];
	private overlapping = false;
	private detailRequests = 0;
	private excess = 0;
	/** The most that ever ran at a time. */
	private maxRunning = 0;

	constructor(
		private readonly history: History,
		private readonly parts: TriggerParts,
	) {
		this.api = new InProcessApi(history.switches);
		this.store = new N8nStateStore(history.scheduler);
	}

	async run(): Promise<Outcome> {
		for (const step of this.history.before) this.change(step);
		await this.activate(this.history.activation);
		// An activation that is refused is tried again later.
		if (!this.store.read()) await this.activate({ do: 'poll' });
		this.store.save();

		for (const step of this.history.steps) {
			if (step.do === 'poll') await this.poll(step);
			else this.change(step);
		}
		await this.finishAll();

		const expected = this.idsOf('wanted').filter(
			(id) => !this.before.has(id) && !this.during.has(id),
		);
		const ids = [...this.emitted.keys()];
		return {
			completions: expected.length,
			missed: expected.filter((id) => !this.emitted.has(id)),
			twice: ids.filter((id) => (this.emitted.get(id) ?? 0) > 1 && !this.mayRepeat.has(id)),
			flooded: ids.filter((id) => this.before.has(id)),
			excess: this.excess,
			stateExcess: this.stateExcess(),
		};
	}

	private async activate(step: PollStep): Promise<void> {
		this.before = new Set(this.idsOf('finished'));
		await this.poll(step);
		this.during = new Set(this.idsOf('finished'));
	}

	private async finishAll(): Promise<void> {
		for (const id of this.idsOf('running')) this.api.world.finish(id);
		for (let quiet = 0, left = 200; quiet < 3 && left > 0; left--) {
			this.api.clock.advance(MINUTE);
			const before = this.emitted.size;
			await this.poll({ do: 'poll' });
			quiet = this.emitted.size > before ? 0 : quiet + 1;
		}
	}

	private idsOf(kind: 'running' | 'finished' | 'wanted'): string[] {
		const { events, filename } = this.history.wish;
		if (kind !== 'wanted') return this.entries(kind).map(({ id }) => id);
		return this.entries('finished')
			.filter((entry) => {
				const { status } = stepAt(entry.life, this.api.clock.now());
				return events.includes(status) && entry.filename.includes(filename);
			})
			.map(({ id }) => id);
	}

	private entries(kind: 'running' | 'finished' | 'all') {
		const now = this.api.clock.now();
		return this.api.world.indexedAssetsOf(this.api.index.id).filter(({ life }) => {
			const finished = ['ready', 'failed'].includes(stepAt(life, now).status);
			return kind === 'all' || finished === (kind === 'finished');
		});
	}

	private change(step: Change): void {
		const { world, clock } = this.api;
		switch (step.do) {
			case 'wait':
				return clock.advance(step.ms);
			case 'create': {
				const createdAt = clock.now() - step.late;
				for (let n = 0; n < step.count; n++) {
					this.add({ createdAt: step.sameTime ? createdAt : createdAt - n });
				}
				return;
			}
			case 'finish':
				for (const { id } of picked(this.entries('running'), step.which, step.count)) {
					if (step.failed) world.fail(id, 'video_file_broken');
					else world.finish(id);
				}
				return;
			case 'delete':
				for (const { id } of picked(this.entries('all'), step.which, step.count)) world.remove(id);
				return;
			case 'edit':
				for (const entry of picked(this.entries('all'), step.which, 1)) {
					entry.metadataEditedAt = clock.now();
				}
				return;
			case 'indexAgain':
				for (const { assetId } of picked(this.entries('all'), step.which, 1)) {
					this.add({ assetId });
				}
		}
	}

	private add(entry: { createdAt?: number; assetId?: string }): void {
		const { world, index } = this.api;
		const { createdAt } = world.addIndexedAsset({
			indexId: index.id,
			status: 'indexing',
			...entry,
		});
		this.created.push(createdAt);
		this.maxRunning = Math.max(this.maxRunning, this.entries('running').length);
	}

	private async poll(step: PollStep): Promise<void> {
		const { api, store } = this;
		const outer = { beforeRequest: api.beforeRequest, requests: api.requests };
		store.beforePoll();
		const allowed = this.allowedRequests();
		api.requests = 0;
		this.detailRequests = 0;
		api.beforeRequest = async (count) => {
			if (count === step.meanwhile?.at) step.meanwhile.changes.forEach((at) => this.change(at));
			const { throughout: churn } = step;
			if (churn && count <= MAX_CHANGES_OF_A_POLL) this.change(churn[(count - 1) % churn.length]);
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
		const { connection } = api;
		const { wish, forwardPages } = this.history;
		const options = { ...wish, events: [...wish.events], simplify: true, userMetadata: {} };
		const source = parts.indexedAssets(connection, api.index.id);
		// As when the rate limit lets requests wait: the time ends in the middle of a list.
		const endsAt = time % 2 === 1 ? time * SHARE_UNTIL_END : Infinity;
		const isOver = () => api.requests >= endsAt;
		const events = await parts.pollOnce<IndexedAsset, IDataObject>({
			scope: api.index.id,
			store: this.store,
			limits: {
				forwardPages,
				finished: wish.fullDetails ? 100 : Infinity,
				isWanted: ({ entry }) => isWanted(entry as IndexedAsset, options),
			},
			source: {
				page: async (...list) => {
					if (isOver()) throw new OutOfTime();
					return await source.page(...list);
				},
				entry: async (id) => (isOver() ? new OutOfTime() : await source.entry(id)),
				shuffled: (ids) => [...ids].reverse(),
				mayGoOn: (share = 1) => api.requests < time * share,
			},
			eventsOf: async (finished) =>
				await parts.preparedEvents(finished, {
					indexId: api.index.id,
					options,
					detailsOf: async (id) => {
						if (isOver()) throw new OutOfTime();
						this.detailRequests++;
						return await parts.indexedAsset(connection, api.index.id, id);
					},
					unreadFor: () => 0,
					onUnfiltered: () => {},
					mayGoOn: () => api.requests < time,
				}),
		});
		return events.map(({ _id }) => String(_id));
	}

	/** What the work of a poll explains, at an index that does not change meanwhile: see docs/decisions/0003, what it costs. */
	private allowedRequests(): number {
		const { switches } = this.api;
		const state = this.store.read();
		const readings = switches.ties === 'shuffled' ? MAX_READINGS : 1;
		const running = this.entries('running');
		if (!state) {
			return readings * (pagesOf(running.length) + pagesOf(this.entries('finished').length) + 1);
		}
		const all = this.entries('all').sort((a, b) => b.createdAt - a.createdAt);
		const fresh = all.filter(({ createdAt }) => createdAt >= state.cursor - 5 * MINUTE);
		const newPages = Math.min(pagesOf(all.length), Math.floor(fresh.length / 50) + 1);
		const isBacklog = newPages >= this.history.forwardPages || state.backlog !== undefined;
		const forNew = readings * (isBacklog ? 4 * newPages + 30 : newPages);

		// Of equal times, some may be on the second page.
		const second = all.at(50)?.createdAt ?? -Infinity;
		const shown = new Set(all.filter(({ createdAt }) => createdAt > second).map(({ id }) => id));
		const unseen = state.awaited.filter((id) => !shown.has(id));
		if (unseen.length === 0) return forNew;
		const stillRunning = new Set(running.slice(0, 1_000).map(({ id }) => id));
		const oneByOne = unseen.filter((id) => !stillRunning.has(id)).length + ROUND;
		const finishedPages = pagesOf(this.entries('finished').length) + 1;
		return forNew + readings * (pagesOf(running.length) + finishedPages) + oneByOne;
	}

	/**
	 * About 27 characters for each entry in flight, 45 for each one of the last five minutes, deleted ones too. One that a poll
	 * did not find stands in two lists until the next poll.
	 */
	private stateExcess(): number {
		const { cursor = 0, absent = [] } = this.store.read() ?? {};
		const recent = this.created.filter((createdAt) => createdAt >= cursor - 5 * MINUTE);
		// Without events, the durable scheduler keeps the state of a poll in which some still ran that have ended since.
		const running =
			this.history.scheduler === 'durable' ? this.maxRunning : this.entries('running').length;
		return this.store.size - (200 + 45 * recent.length + 27 * (running + 2 * absent.length));
	}
}

function picked<T>(list: T[], which: number | 'newest', count: number): T[] {
	if (which === 'newest') return list.slice(-count);
	const start = list.length > 0 ? which % list.length : 0;
	return list.slice(start, start + count);
}

const pagesOf = (entries: number) => Math.max(1, Math.ceil(entries / 50));

/** What was seen at activation is not enough to begin with. */
const isRefusedActivation = (error: unknown) =>
	error instanceof Error &&
	/^(There was not enough time to read|TwelveLabs did not list in full)/.test(error.message);
