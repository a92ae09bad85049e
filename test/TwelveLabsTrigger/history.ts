/* eslint-disable @n8n/community-nodes/require-node-api-error -- test code, never published */
import fc from 'fast-check';
import { NodeApiError } from 'n8n-workflow';

import { OutOfTime } from '../../nodes/api/deadline';
import { finishedAt } from '../../nodes/TwelveLabsTrigger/events';
import type { IndexedAsset } from '../../nodes/api/types';
import { stepAt } from '../../simulator/lifecycle';
import type { Switches } from '../../simulator/switches';
import { InProcessApi } from './inProcessApi';
import { N8nMemory, type Scheduler } from './n8nMemory';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Below that of `look.ts` for what is new: the end then comes while the first list is read, too. */
const SHARE_UNTIL_END = 0.4;

/** The parts of the trigger under test; a test may hand in broken ones. */
export interface Machine {
	poll: typeof import('../../nodes/TwelveLabsTrigger/poll').poll;
	indexedAssets: typeof import('../../nodes/TwelveLabsTrigger/sources/indexedAssets').indexedAssets;
	indexedAsset: typeof import('../../nodes/TwelveLabs/resources/indexedAsset/retrieve').indexedAsset;
}

/** Something that happens to the index. `which` picks entries, by their place in the list. */
type Change =
	| { do: 'create'; count: number; late: number; sameTime: boolean }
	| { do: 'finish'; which: number; count: number; failed: boolean }
	| { do: 'edit'; which: number }
	| { do: 'delete'; which: number | 'newest'; count: number }
	| { do: 'indexAgain'; which: number }
	| { do: 'wait'; ms: number };

/** One poll of n8n, and what befalls it. */
interface PollStep {
	do: 'poll';
	/** The request that gets no answer; none where the poll makes fewer. */
	errorAt?: number;
	/** What happens to the index before this request is answered. */
	meanwhile?: { at: number; changes: Change[] };
	/** Another poll runs, from its first request to its end, before this request is answered. */
	overlapAt?: number;
	crash?: 'beforeEmit' | 'afterEmit' | 'afterSave';
	/** How many requests the poll has time for; it may make a few more that are under way. */
	time?: number;
	/** Whether each finished entry is read once more before it is told. */
	details: boolean;
}

/** A whole history of an index and of the n8n that watches it. */
export interface History {
	scheduler: Scheduler;
	switches: Partial<Switches>;
	before: Change[];
	steps: Array<Change | PollStep>;
}

const which = fc.nat(1_000);
const burst = fc.oneof(
	{ weight: 8, arbitrary: fc.integer({ min: 1, max: 4 }) },
	{ weight: 2, arbitrary: fc.integer({ min: 40, max: 120 }) },
	{ weight: 1, arbitrary: fc.integer({ min: 1, max: 500 }) },
);
const change: fc.Arbitrary<Change> = fc.oneof(
	fc.record({
		do: fc.constant('create' as const),
		count: burst,
		// Entries that become visible later than their created_at says, within the overlap of five minutes.
		late: fc.oneof(fc.constant(0), fc.nat(4 * MINUTE)),
		sameTime: fc.boolean(),
	}),
	fc.record({
		do: fc.constant('finish' as const),
		which,
		count: burst,
		failed: fc.boolean(),
	}),
	fc.record({ do: fc.constant('edit' as const), which }),
	fc.record({ do: fc.constant('delete' as const), which, count: fc.integer({ min: 1, max: 60 }) }),
	fc.record({ do: fc.constant('indexAgain' as const), which }),
	fc.record({
		do: fc.constant('wait' as const),
		ms: fc.oneof(fc.nat(MINUTE), fc.nat(10 * MINUTE), fc.nat(12 * HOUR)),
	}),
);
const request = fc.integer({ min: 1, max: 8 });
const pollStep: fc.Arbitrary<PollStep> = fc.record(
	{
		do: fc.constant('poll' as const),
		details: fc.boolean(),
		errorAt: request,
		meanwhile: fc.record({ at: request, changes: fc.array(change, { maxLength: 3 }) }),
		overlapAt: request,
		crash: fc.constantFrom('beforeEmit', 'afterEmit', 'afterSave'),
		time: fc.integer({ min: 2, max: 12 }),
	},
	{ requiredKeys: ['do', 'details'] },
);
/** Half of the polls are ordinary ones, so that histories get somewhere. */
const anyPoll = fc.oneof(
	pollStep,
	fc.record({ do: fc.constant('poll' as const), details: fc.boolean() }),
);

/**
 * What chance alone seldom brings together: more than a page is created, the newest are deleted while the second page is
 * about to be read, so that the rest moves up, and nothing is created for longer than the overlap.
 */
const shiftingPages: fc.Arbitrary<Array<Change | PollStep>> = fc
	.record({
		created: fc.integer({ min: 51, max: 130 }),
		deleted: fc.integer({ min: 1, max: 60 }),
		at: fc.integer({ min: 2, max: 3 }),
	})
	.map(({ created, deleted, at }) => [
		{ do: 'create', count: created, late: 0, sameTime: false },
		{
			do: 'poll',
			details: false,
			meanwhile: { at, changes: [{ do: 'delete', which: 'newest', count: deleted }] },
		},
		{ do: 'wait', ms: 10 * MINUTE },
	]);

/** Likewise: when all has finished, an entry becomes visible late, behind the first page, while a deletion keeps the total as it was. */
const lateBehindFirstPage: fc.Arbitrary<Array<Change | PollStep>> = fc
	.integer({ min: 52, max: 90 })
	.map((count) => [
		{ do: 'create', count, late: 0, sameTime: false },
		{ do: 'finish', which: 0, count: Infinity, failed: false },
		{ do: 'poll', details: false },
		{ do: 'delete', which: 'newest', count: 1 },
		{ do: 'create', count: 1, late: 3 * MINUTE, sameTime: false },
		{ do: 'poll', details: false },
		{ do: 'wait', ms: 10 * MINUTE },
	]);

export const histories: fc.Arbitrary<History> = fc.record({
	scheduler: fc.constantFrom('inMemory', 'durable', 'durableCursors'),
	switches: fc.record(
		{
			listStatuses: fc.constantFrom('all', 'readyOnly'),
			updatedAt: fc.constantFrom('transitions', 'metadataOnly'),
			metadataMovesUpdatedAt: fc.boolean(),
			indexedAt: fc.constantFrom('whenReady', 'whenFinished', 'nullUntilReady'),
			unknownId: fc.constantFrom(404 as const, 400 as const),
			ties: fc.constantFrom('stable', 'shuffled'),
		},
		{ requiredKeys: [] },
	),
	before: fc.array(change, { maxLength: 4 }),
	steps: fc
		.array(
			fc.oneof(
				{ weight: 12, arbitrary: change.map((step) => [step]) },
				{ weight: 12, arbitrary: anyPoll.map((step) => [step]) },
				{ weight: 1, arbitrary: shiftingPages },
				{ weight: 1, arbitrary: lateBehindFirstPage },
			),
			{ minLength: 4, maxLength: 20 },
		)
		.map((steps: Array<Array<Change | PollStep>>) => steps.flat()),
});

/** What a history came to. */
export interface Outcome {
	completions: number;
	missed: string[];
	twice: string[];
	/** Finished before the trigger was activated, and told all the same. */
	flooded: string[];
	/** The most requests that a poll made beyond what its work explains. */
	excess: number;
	stateExcess: number;
}

/** Lives through a history with the given machine, lets everything finish, and polls until nothing more comes. */
export async function liveThrough(history: History, machine: Machine): Promise<Outcome> {
	const life = new Life(history, machine);
	return await life.run();
}

class Life {
	private readonly api: InProcessApi;
	private readonly memory: N8nMemory;
	private readonly told = new Map<string, number>();
	/** Told and then lost with a crash before it was saved: the one window in which n8n may tell again. */
	private readonly mayRepeat = new Set<string>();
	private readonly before = new Set<string>();
	private readonly created: number[] = [];
	private overlapping = false;
	private excess = 0;

	constructor(
		private readonly history: History,
		private readonly machine: Machine,
	) {
		this.api = new InProcessApi(history.switches);
		this.memory = new N8nMemory(history.scheduler);
	}

	async run(): Promise<Outcome> {
		for (const step of this.history.before) this.change(step);
		for (const { id } of this.entries('finished')) this.before.add(id);
		await this.poll({ do: 'poll', details: false });
		this.memory.save();

		for (const step of this.history.steps) {
			if (step.do === 'poll') await this.poll(step);
			else this.change(step);
		}
		await this.comeToRest();

		const finished = this.entries('finished').map(({ id }) => id);
		const expected = finished.filter((id) => !this.before.has(id));
		const told = [...this.told.keys()];
		return {
			completions: expected.length,
			missed: expected.filter((id) => !this.told.has(id)),
			twice: told.filter((id) => (this.told.get(id) ?? 0) > 1 && !this.mayRepeat.has(id)),
			flooded: told.filter((id) => this.before.has(id)),
			excess: this.excess,
			stateExcess: this.stateExcess(),
		};
	}

	private async comeToRest(): Promise<void> {
		for (const { id } of this.entries('running')) this.api.world.finish(id);
		for (let quiet = 0, left = 200; quiet < 3 && left > 0; left--) {
			this.api.clock.advance(MINUTE);
			const before = this.told.size;
			await this.poll({ do: 'poll', details: false });
			quiet = this.told.size > before ? 0 : quiet + 1;
		}
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
	}

	private async poll(step: PollStep): Promise<void> {
		const { api, memory } = this;
		const outer = { beforeRequest: api.beforeRequest, requests: api.requests };
		memory.beforePoll();
		const allowed = this.allowedRequests();
		api.requests = 0;
		api.beforeRequest = async (count) => {
			if (count === step.meanwhile?.at) step.meanwhile.changes.forEach((at) => this.change(at));
			if (count === step.overlapAt && this.history.scheduler === 'inMemory') {
				this.overlapping = true;
				other = this.poll({ do: 'poll', details: false });
				await other;
				this.overlapping = false;
			}
			if (count === step.errorAt) throw this.noAnswer();
		};
		let events: string[] | undefined;
		let other: Promise<void> | undefined;
		try {
			events = await this.events(step.details, step.time);
		} catch (error) {
			const isOver = error instanceof OutOfTime;
			if (!isOver && !(error instanceof Error && error.message.includes('no answer'))) throw error;
		} finally {
			// An unanswered request ends this poll while the other one goes on; what comes next comes after both.
			await other;
			// Requests of overlapping polls cannot be told apart, and a changing list may be read again.
			const steady = !step.meanwhile && step.overlapAt === undefined && !this.overlapping;
			if (steady) this.excess = Math.max(this.excess, api.requests - allowed);
			Object.assign(api, outer);
		}
		if (events === undefined) return;
		if (step.crash === 'beforeEmit') return memory.crash();
		for (const id of events) this.told.set(id, (this.told.get(id) ?? 0) + 1);
		if (step.crash === 'afterEmit') {
			for (const id of events) this.mayRepeat.add(id);
			return memory.crash();
		}
		if (events.length > 0) memory.save();
		else memory.afterQuietPoll();
		if (step.crash === 'afterSave') memory.crash();
	}

	private noAnswer() {
		return new NodeApiError(this.api.connection.context.getNode(), {}, { message: 'no answer' });
	}

	private async events(details: boolean, time = Infinity): Promise<string[]> {
		const { api, machine } = this;
		const { connection } = api;
		const source = machine.indexedAssets(connection, api.index.id);
		// As when the rate limit lets requests wait: the time ends in the middle of a look.
		const endsAt = time % 2 === 1 ? time * SHARE_UNTIL_END : Infinity;
		const isOver = () => api.requests >= endsAt;
		return await machine.poll<IndexedAsset, string>({
			scope: api.index.id,
			memory: this.memory,
			source: {
				page: async (...list) => {
					if (isOver()) throw new OutOfTime();
					return await source.page(...list);
				},
				entry: async (id) => (isOver() ? new OutOfTime() : await source.entry(id)),
				shuffled: (ids) => [...ids].reverse(),
				mayGoOn: (share = 1) => api.requests < time * share,
			},
			eventsOf: async (finished) => {
				const inOrder = finished.map(({ entry }) => entry);
				inOrder.sort((a, b) => finishedAt(a) - finishedAt(b));
				const events = inOrder.map(({ _id }) => _id);
				for (const id of details ? events.slice(0, 3) : []) {
					await machine.indexedAsset(connection, api.index.id, id).catch((error: unknown) => {
						if (String(error).includes('could not find')) return;
						if (String(error).includes('did not accept the request')) return;
						throw error;
					});
				}
				return { events, postponed: new Set<string>() };
			},
		});
	}

	/**
	 * What the work of a poll explains: lists may be read four times where entries change places; what is in flight is
	 * listed and, when no list shows it, asked for one by one.
	 */
	private allowedRequests(): number {
		const all = this.entries('all').length;
		const awaited = this.memory.read()?.awaited.length ?? 0;
		return 4 * (2 + Math.ceil(all / 50)) * 3 + 20 + awaited + 3;
	}

	/** About 27 characters for each entry in flight, 45 for each one of the last five minutes, deleted ones too. */
	private stateExcess(): number {
		const cursor = this.memory.read()?.cursor ?? 0;
		const recent = this.created.filter((createdAt) => createdAt >= cursor - 5 * MINUTE);
		const running = this.entries('running').length;
		return this.memory.size - (200 + 45 * recent.length + 27 * running);
	}
}

function picked<T>(list: T[], which: number | 'newest', count: number): T[] {
	if (which === 'newest') return list.slice(-count);
	const start = list.length > 0 ? which % list.length : 0;
	return list.slice(start, start + count);
}
