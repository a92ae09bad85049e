import { pollOnce } from '../../../../nodes/TwelveLabsTrigger/pollOnce';
import { assets } from '../../../../nodes/TwelveLabsTrigger/sources/asset/source';
import { InProcessApi } from '../../inProcessApi';
import { N8nStateStore } from '../../n8nStateStore';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Requests that a poll has time for. */
const MAX_REQUESTS = 60;

/** A trigger on an account that has 100,000 assets, of which this many were created in each hour. */
async function hugeAccount(hourly: number) {
	const api = new InProcessApi();
	const { world, clock } = api;
	for (let n = 0; n < 100_000; n++) {
		world.addAsset({ status: 'ready', createdAt: clock.now() - Math.floor((n * HOUR) / hourly) });
	}
	const store = new N8nStateStore('inProcess');
	const { page, entry, entries, rules } = assets(api.connection);
	const poll = async () => {
		api.requests = 0;
		const events = await pollOnce({
			scope: 'assets',
			store,
			source: {
				...{ page, entry, entries, rules, shuffled: (ids) => ids },
				mayGoOn: (share = 1) => api.requests < MAX_REQUESTS * share,
			},
			eventsOf: async (finished) => ({
				events: finished.map(({ _id }) => _id),
				postponed: new Set<string>(),
			}),
		});
		return { events, requests: api.requests };
	};
	return { api, poll, store };
}

test('of 100,000 assets, activation reads those of a day and as many more as half of its time allows', async () => {
	const { poll, store } = await hugeAccount(50);
	const { requests } = await poll();
	expect(requests).toBeGreaterThan(26);
	expect(requests).toBeLessThanOrEqual(26 + MAX_REQUESTS / 2);
	expect(store.read()).toMatchObject({ awaited: [] });
	expect(Object.keys(store.read()?.emitted ?? {})).toHaveLength(25 * 50 + 1);
}, 120_000);

test('then a quiet poll is one request, a sweep 27 more, and the state stays small', async () => {
	const { api, poll, store } = await hugeAccount(50);
	await poll();
	const counts: number[] = [];
	for (let n = 0; n < 35; n++) {
		api.clock.advance(MINUTE);
		const { events, requests } = await poll();
		expect(events).toEqual([]);
		counts.push(requests);
	}
	const sweeps = counts.filter((count) => count > 1);
	expect(sweeps).toHaveLength(2);
	expect(Math.max(...sweeps)).toBeLessThanOrEqual(1 + 27);
	expect(store.size).toBeLessThan(45 * 25 * 50 + 300);
}, 120_000);

test('where its time is not enough for the assets of a day, activation begins with what it could read', async () => {
	const { api, poll, store } = await hugeAccount(500);
	const { requests } = await poll();
	expect(requests).toBe(MAX_REQUESTS);
	const { cursor = 0, sweep } = store.read() ?? {};
	expect(sweep?.from).toBeGreaterThan(cursor - 7 * HOUR);
	api.clock.advance(20 * MINUTE);
	expect((await poll()).events).toEqual([]);
	const asset = api.world.addAsset({ status: 'ready', createdAt: api.clock.now() - 2 * HOUR });
	// A sweep has begun, and has been there: the next one finds it.
	expect((await poll()).events).toEqual([]);
	expect((await poll()).events).toEqual([asset.id]);
}, 120_000);
