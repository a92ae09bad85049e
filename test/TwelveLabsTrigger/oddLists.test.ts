import { pollOnce } from '../../nodes/TwelveLabsTrigger/pollOnce';
import { indexedAssets } from '../../nodes/TwelveLabsTrigger/sources/indexedAsset/source';
import type { WatchSource } from '../../nodes/TwelveLabsTrigger/source';
import type { IndexedAsset } from '../../nodes/shared/types';
import { InProcessApi } from './inProcessApi';
import { N8nStateStore } from './n8nStateStore';

const MINUTE = 60_000;

type Source = WatchSource<IndexedAsset>;

/** A trigger on a server whose lists and entries are other than asked for. */
function triggerOn(change: (source: Source) => Partial<Source>) {
	const api = new InProcessApi();
	const store = new N8nStateStore('inProcess');
	const honest: Source = {
		...indexedAssets(api.connection, api.index.id),
		shuffled: (ids) => ids,
		mayGoOn: () => true,
	};
	const odd = new Set<string>();
	const poll = async () =>
		await pollOnce({
			scope: api.index.id,
			store,
			source: { ...honest, ...change(honest) },
			report: (findings) => findings.odd.forEach((id) => odd.add(id)),
			odd: () => (odd.size > 0 ? new Error([...odd].join()) : undefined),
			eventsOf: async (finished) => ({
				events: finished.map(({ _id }) => _id),
				postponed: new Set<string>(),
			}),
		});
	const add = (count: number, status: 'ready' | 'indexing') =>
		api.world
			.seedIndexedAssets(count, { indexId: api.index.id, status }, (n) => ({
				createdAt: api.clock.now() - n * 1_000,
			}))
			.map(({ id }) => id);
	return { api, poll, add };
}

test('a server that ignores the status gets nothing emitted that finished before activation', async () => {
	const { api, poll, add } = triggerOn((source) => ({
		page: async (list, page) => await source.page(list === 'running' ? 'everything' : list, page),
	}));
	add(120, 'ready');
	const [running] = add(1, 'indexing');
	expect(await poll()).toEqual([]);
	expect(await poll()).toEqual([]);
	api.world.finish(running);
	expect(await poll()).toEqual([running]);
});

test('of a server that lists the oldest first nothing is missed', async () => {
	const { api, poll, add } = triggerOn((source) => ({
		page: async (list, page) => {
			const { page_info } = await source.page(list, 1);
			const pages = page_info?.total_page ?? 1;
			const all = [];
			for (let n = 1; n <= pages; n++) all.push(...(await source.page(list, n)).data);
			const data = all.reverse().slice((page - 1) * 50, page * 50);
			return { data, page_info, serverTime: api.clock.now() };
		},
	}));
	add(120, 'ready');
	await poll();
	api.clock.advance(60 * MINUTE);
	const ids = add(60, 'ready');
	expect((await poll()).sort()).toEqual(ids.sort());
	expect(await poll()).toEqual([]);
});

test('an entry that does not say when it was created stops no other, and is reported where there is nothing else', async () => {
	let oddId = '';
	const { api, poll, add } = triggerOn((source) => ({
		page: async (list, page) => {
			const { data, ...rest } = await source.page(list, page);
			const withoutTime = data.map((entry) =>
				entry._id === oddId ? { ...entry, createdAt: undefined } : entry,
			);
			return { ...rest, data: withoutTime };
		},
	}));
	await poll();
	api.clock.advance(MINUTE);
	const ids = add(60, 'ready');
	[oddId] = add(1, 'ready');
	expect((await poll()).sort()).toEqual(ids.sort());
	await expect(poll()).rejects.toThrow(oddId);
});

test('an awaited entry that one replica does not find stays awaited', async () => {
	let isLagging = false;
	const { api, poll, add } = triggerOn((source) => ({
		page: async (list, page) => {
			const { data, ...rest } = await source.page(list, page);
			return { ...rest, data: isLagging ? [] : data };
		},
		entry: async (id) => (isLagging ? 'gone' : await source.entry(id)),
	}));
	await poll();
	const [id] = add(1, 'indexing');
	await poll();
	api.clock.advance(60 * MINUTE);
	add(1, 'indexing');
	await poll();
	isLagging = true;
	expect(await poll()).toEqual([]);
	isLagging = false;
	api.world.finish(id);
	expect(await poll()).toEqual([id]);
});
