import { pollOnce } from '../../nodes/TwelveLabsTrigger/pollOnce';
import { SCAN_LIMITS } from '../../nodes/TwelveLabsTrigger/scanLimits';
import { indexedAssets } from '../../nodes/TwelveLabsTrigger/sources/indexedAsset/source';
import { InProcessApi } from './inProcessApi';
import { N8nStateStore } from './n8nStateStore';
import { requestError } from '../requestError';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** What a poll has under n8n 2.41: 0.8 of 45 seconds. */
const POLL_MS = 36_000;
const ANSWER_MS = 150;

/** A trigger whose requests take their time on the clock of the simulated API. */
function pausedTrigger(answerMs = ANSWER_MS) {
	const api = new InProcessApi();
	const store = new N8nStateStore('inProcess');
	let requests = 0;
	let onRequest: () => void = () => undefined;
	api.beforeRequest = () => {
		requests++;
		api.clock.advance(answerMs);
		onRequest();
	};
	const poll = async (finished = Infinity) => {
		const endsAt = api.clock.now() + POLL_MS;
		const begun = api.clock.now();
		const left: Array<number | undefined> = [];
		const events = await pollOnce({
			scope: api.index.id,
			store,
			limits: { ...SCAN_LIMITS, finished },
			report: ({ reached }) => left.push(reached?.backlog),
			source: {
				...indexedAssets(api.connection, api.index.id),
				shuffled: (ids) => ids,
				mayGoOn: (share = 1) => api.clock.now() < begun + (endsAt - begun) * share,
			},
			eventsOf: async (entries) => {
				const ids = entries.map(({ _id }) => _id);
				return { events: ids.slice(0, finished), postponed: new Set(ids.slice(finished)) };
			},
		});
		expect(api.clock.now()).toBeLessThan(endsAt + 5_000);
		store.save();
		return { events, left: left.at(0), size: store.size };
	};
	return {
		api,
		poll,
		requests: () => requests,
		meanwhile: (change: () => void) => (onRequest = change),
	};
}

/** Ready ones that were created in a month without a poll, and those that were there before. */
async function seedMonth(
	{ api, poll }: ReturnType<typeof pausedTrigger>,
	{ before = 0, count, at }: { before?: number; count: number; at(n: number): number },
) {
	const wish = { indexId: api.index.id, status: 'ready' as const };
	const start = api.clock.now();
	api.world.seedIndexedAssets(before, wish);
	await poll();
	api.clock.advance(30 * DAY);
	return api.world.seedIndexedAssets(count, wish, (n) => ({
		createdAt: Math.floor(start + MINUTE + at(n)),
	}));
}

/** Polls each minute; the emitted IDs, and how many polls it took. */
async function caughtUp(trigger: ReturnType<typeof pausedTrigger>, finished = Infinity) {
	const emitted: string[] = [];
	const left: number[] = [];
	const sizes: number[] = [];
	let polls = 0;
	for (let quiet = 0; quiet < 2 && polls < 100; ) {
		const poll = await trigger.poll(finished);
		if (poll.events.length > 0) polls++;
		quiet = poll.events.length > 0 || poll.left ? 0 : quiet + 1;
		emitted.push(...poll.events);
		sizes.push(poll.size);
		if (poll.left !== undefined) left.push(poll.left);
		trigger.api.clock.advance(MINUTE);
	}
	return { emitted, polls, left, sizes };
}

const MONTH: Array<[number, string, requests: number, (n: number) => number]> = [
	[20_000, 'all over the month', 1.5, (n) => (n * 30 * DAY) / 20_000],
	// Entries of one time may change places from request to request, so each chunk reads hundreds of them again.
	[20_000, 'within one millisecond', 3, () => 10 * DAY],
	[6_000, 'in ten hours of one day', 1.5, (n) => 10 * DAY + n * 6_000],
	[6_000, 'two hundred at a time', 1.5, (n) => Math.floor(n / 200) * 30 * MINUTE],
];

test.each(MONTH)(
	'%i completions of a month, created %s, are emitted within ten polls, none twice, with %d requests a page',
	async (count, _, requests, at) => {
		const trigger = pausedTrigger();
		const assets = await seedMonth(trigger, { before: 200, count, at });
		const before = trigger.requests();
		const { emitted, polls, left } = await caughtUp(trigger);
		expect(new Set(emitted).size).toBe(emitted.length);
		expect([...emitted].sort()).toEqual(assets.map(({ id }) => id).sort());
		expect(polls).toBeLessThanOrEqual(10);
		// The first poll reads some pages before it finds that there is a backlog.
		const pages = Math.max(count / 50, 200);
		expect(trigger.requests() - before).toBeLessThanOrEqual(requests * pages);
		expect(left.length).toBeGreaterThan(0);
		expect(left).toEqual([...left].sort((a, b) => b - a));
	},
	300_000,
);

test('3,000 completions of which a poll can prepare 300 at a time are all emitted, and the state stays small', async () => {
	const trigger = pausedTrigger();
	const assets = await seedMonth(trigger, { count: 3_000, at: (n) => n * MINUTE });
	const { emitted, polls, sizes } = await caughtUp(trigger, 300);
	expect(new Set(emitted).size).toBe(emitted.length);
	expect([...emitted].sort()).toEqual(assets.map(({ id }) => id).sort());
	expect(polls).toBeLessThanOrEqual(20);
	// 27 characters for an ID: what waits is less than four pages more than a poll prepares.
	expect(Math.max(...sizes)).toBeLessThan(27 * (300 + 16 * 50));
}, 300_000);

test('while a backlog is worked off, additions and deletions at each request hide nothing', async () => {
	const trigger = pausedTrigger();
	const { api } = trigger;
	const assets = await seedMonth(trigger, { count: 3_000, at: (n) => n * MINUTE });
	const deleted = new Set<string>();
	let count = 0;
	trigger.meanwhile(() => {
		count++;
		if (count > 200) return;
		const { id } = assets[(count * 617) % assets.length];
		deleted.add(id);
		api.world.remove(id);
		if (count % 2 === 0)
			assets.push(api.world.addIndexedAsset({ indexId: api.index.id, status: 'ready' }));
	});
	const { emitted } = await caughtUp(trigger);
	expect(new Set(emitted).size).toBe(emitted.length);
	const missed = assets.filter(({ id }) => !deleted.has(id) && !emitted.includes(id));
	expect(missed).toEqual([]);
}, 300_000);

test('while old entries are deleted before each response, one poll emits what is new on all pages', async () => {
	const trigger = pausedTrigger();
	const { api } = trigger;
	const wish = { indexId: api.index.id, status: 'ready' as const };
	const old = api.world.seedIndexedAssets(200, wish);
	await trigger.poll();
	api.clock.advance(10 * MINUTE);
	const ids = api.world
		.seedIndexedAssets(200, wish, (n) => ({ createdAt: api.clock.now() - n * 100 }))
		.map(({ id }) => id);
	trigger.meanwhile(() => {
		const last = old.pop();
		if (last) api.world.remove(last.id);
	});
	const { events } = await trigger.poll();
	expect([...events].sort()).toEqual([...ids].sort());
	trigger.meanwhile(() => {});
	expect((await trigger.poll()).events).toEqual([]);
});

test.each([1_000, 2_000])(
	'a backlog is caught up with when a response takes %i ms',
	async (answerMs) => {
		const trigger = pausedTrigger(answerMs);
		const assets = await seedMonth(trigger, {
			before: 200,
			count: 1_500,
			at: (n) => n * 10 * MINUTE,
		});
		const { emitted, sizes } = await caughtUp(trigger);
		expect(new Set(emitted).size).toBe(emitted.length);
		expect([...emitted].sort()).toEqual(assets.map(({ id }) => id).sort());
		expect(Math.max(...sizes)).toBeLessThan(27 * 16 * 50);
	},
	300_000,
);

test('a backlog is caught up with when a limit lets each poll make ten requests', async () => {
	const trigger = pausedTrigger();
	const assets = await seedMonth(trigger, {
		before: 200,
		count: 1_000,
		at: (n) => n * 10 * MINUTE,
	});
	const emitted: string[] = [];
	for (let polls = 0; polls < 15; polls++) {
		let requests = 0;
		trigger.meanwhile(() => {
			if (++requests <= 10) return;
			throw requestError(429);
		});
		const poll = await trigger.poll().catch(() => undefined);
		emitted.push(...(poll?.events ?? []));
		trigger.api.clock.advance(MINUTE);
	}
	expect(new Set(emitted).size).toBe(emitted.length);
	expect([...emitted].sort()).toEqual(assets.map(({ id }) => id).sort());
});
