import fc from 'fast-check';

import { PageWalk } from '../../../nodes/api/paging/pageWalk';
import type { Page } from '../../../nodes/api/paging/page';

/** A list, newest first, that can be changed before each page is read. */
function changingList(ids: string[], changes: Record<number, (ids: string[]) => void> = {}) {
	let reads = 0;
	const pageOf = (pageSize: number) => async (page: number) => {
		reads++;
		changes[reads]?.(ids);
		return {
			data: ids.slice((page - 1) * pageSize, page * pageSize).map((_id) => ({ _id })),
			page_info: {
				page,
				total_page: Math.ceil(ids.length / pageSize),
				total_results: ids.length,
			},
		};
	};
	return { pageOf, reads: () => reads };
}

const range = (count: number) => Array.from({ length: count }, (_, at) => `id${at}`);

async function walked(
	pageOf: (page: number) => Promise<Page<{ _id: string }>>,
	pageSize = 10,
	most = Infinity,
): Promise<string[]> {
	const walk = new PageWalk({ pageSize });
	const ids: string[] = [];
	while (walk.page !== undefined && ids.length < most) {
		ids.push(...walk.take(await pageOf(walk.page)).map(({ _id }) => _id));
	}
	return ids;
}

test('yields every entry of a list at rest, in order, with one request a page', async () => {
	const list = changingList(range(35));
	expect(await walked(list.pageOf(10))).toEqual(range(35));
	expect(list.reads()).toBe(4);
});

test('an empty list costs one request', async () => {
	const list = changingList([]);
	expect(await walked(list.pageOf(10))).toEqual([]);
	expect(list.reads()).toBe(1);
});

test('reads no page that is not asked for', async () => {
	const list = changingList(range(35));
	expect(await walked(list.pageOf(10), 10, 20)).toEqual(range(20));
	expect(list.reads()).toBe(2);
});

test('shows no entry twice when new ones push it onto the next page', async () => {
	const list = changingList(range(30), { 2: (ids) => ids.unshift('new1', 'new2', 'new3') });
	expect(await walked(list.pageOf(10))).toEqual(range(30));
});

test('steps back when a deletion moved entries up, and so misses none', async () => {
	const list = changingList(range(30), { 2: (ids) => ids.splice(0, 4) });
	expect((await walked(list.pageOf(10))).sort()).toEqual(range(30).sort());
});

test('steps back several pages when many were deleted', async () => {
	const list = changingList(range(60), { 4: (ids) => ids.splice(0, 25) });
	const ids = await walked(list.pageOf(10));
	expect(ids).toEqual(expect.arrayContaining(range(60).slice(25)));
	expect(new Set(ids).size).toBe(ids.length);
});

test('reads the list again when two entries changed places', async () => {
	const swap = (ids: string[]) => ([ids[9], ids[10]] = [ids[10], ids[9]]);
	const list = changingList(range(20), { 2: swap });
	expect((await walked(list.pageOf(10))).sort()).toEqual(range(20).sort());
});

test('gives up on a list that never comes to rest', async () => {
	const ids = range(20);
	const restless = async (page: number) => {
		ids.reverse();
		return {
			data: ids.slice((page - 1) * 10, page * 10).map((_id) => ({ _id })),
			page_info: { page, total_page: 2, total_results: 20 },
		};
	};
	expect((await walked(restless)).length).toBeLessThanOrEqual(20);
});

test('without a page count, a page that is not full ends the list', async () => {
	const list = changingList(range(25));
	const withoutCounts = async (page: number) => ({ data: (await list.pageOf(10)(page)).data });
	expect(await walked(withoutCounts)).toEqual(range(25));
	expect(list.reads()).toBe(3);
});

test('a server that gives the same page for ever does not keep the walk going', async () => {
	let reads = 0;
	const samePage = async () => {
		reads++;
		return { data: range(10).map((_id) => ({ _id })) };
	};
	expect(await walked(samePage)).toEqual(range(10));
	expect(reads).toBeLessThanOrEqual(8 * 2);
});

test('starts over after a deletion where that is set', async () => {
	const list = changingList(range(30), { 2: (ids) => ids.splice(0, 4) });
	const walk = new PageWalk<{ _id: string }>({ pageSize: 10, startsOver: true });
	const ids = new Set<string>();
	while (walk.page !== undefined) {
		for (const { _id } of walk.take(await list.pageOf(10)(walk.page))) ids.add(_id);
	}
	expect(ids.size).toBe(30);
	expect(list.reads()).toBe(2 + 3);
	expect(walk.complete).toBe(true);
});

test('gives every entry, and is not complete, where it would start over after each response', async () => {
	const ids = range(300);
	const list = changingList(
		[...ids],
		Object.fromEntries(range(200).map((_, at) => [at + 2, (all) => all.pop()])),
	);
	const walk = new PageWalk<{ _id: string }>({
		pageSize: 10,
		isPast: ({ _id }) => _id === 'id95',
		startsOver: true,
	});
	const found = new Set<string>();
	while (walk.page !== undefined) {
		for (const { _id } of walk.take(await list.pageOf(10)(walk.page))) found.add(_id);
	}
	expect(ids.slice(0, 95).filter((id) => !found.has(id))).toEqual([]);
	expect(walk.complete).toBe(false);
	expect(list.reads()).toBe(7 * 2 + 10);
});

test('ends where entries are no longer wanted', async () => {
	const list = changingList(range(100));
	const walk = new PageWalk<{ _id: string }>({ pageSize: 10, isPast: ({ _id }) => _id === 'id25' });
	while (walk.page !== undefined) walk.take(await list.pageOf(10)(walk.page));
	expect(list.reads()).toBe(3);
	expect(walk.complete).toBe(true);
});

test('a list that loses an entry at every request is read to its end, and the walk is complete', async () => {
	const ids = range(300);
	const list = changingList(
		ids,
		Object.fromEntries(range(200).map((_, at) => [at + 2, (all) => all.splice(at % 7, 1)])),
	);
	const walk = new PageWalk<{ _id: string }>({ pageSize: 10 });
	const found = new Set<string>();
	while (walk.page !== undefined) {
		for (const { _id } of walk.take(await list.pageOf(10)(walk.page))) found.add(_id);
	}
	expect(ids.filter((id) => !found.has(id))).toEqual([]);
	expect(walk.complete).toBe(true);
	expect(list.reads()).toBeLessThan(3 * 30);
});

test('a walk through a list that changes at every request comes to an end, and misses nothing where it is complete', async () => {
	const step = fc.record({ add: fc.nat(4), remove: fc.array(fc.nat(200), { maxLength: 15 }) });
	const script = fc.array(step, { minLength: 1, maxLength: 4 });
	await fc.assert(
		fc.asyncProperty(fc.integer({ min: 20, max: 300 }), script, async (size, steps) => {
			let added = 0;
			let reads = 0;
			const ids = range(size);
			const list = changingList(ids);
			const walk = new PageWalk<{ _id: string }>({ pageSize: 10 });
			const found = new Set<string>();
			while (walk.page !== undefined) {
				const { add, remove } = steps[reads++ % steps.length];
				for (const place of reads > 1 ? remove : []) ids.splice(place, 1);
				ids.unshift(...range(add).map(() => `new${added++}`));
				for (const { _id } of walk.take(await list.pageOf(10)(walk.page))) found.add(_id);
				// A list that grows faster than it is read takes eight readings, each longer than the one before.
				if (reads > 20_000) throw new Error('The walk does not end');
			}
			const missed = ids.filter((id) => !id.startsWith('new') && !found.has(id));
			if (walk.complete) expect(missed).toEqual([]);
		}),
		{ numRuns: 60 },
	);
});

test.each([
	['has no entry', 0],
	['is not full', 7],
])(
	'a page in the middle that %s is read again, and then the walk is incomplete',
	async (_, size) => {
		const list = changingList(range(50));
		const short = async (page: number) => {
			const { data, ...info } = await list.pageOf(10)(page);
			return { ...info, data: page === 3 ? data.slice(0, size) : data };
		};
		const walk = new PageWalk<{ _id: string }>({ pageSize: 10, maxReadings: 2 });
		while (walk.page !== undefined) walk.take(await short(walk.page));
		expect(walk.complete).toBe(false);
		expect(walk.count).toBe(40 + size);
		expect(walk.total).toBe(50);
		expect(list.reads()).toBe(2 * (5 + 2));
	},
);

test.each([1, 2])('a page in the middle that is empty %d times is no hole', async (times) => {
	const list = changingList(range(50));
	let empty = times;
	const walk = new PageWalk<{ _id: string }>({ pageSize: 10 });
	while (walk.page !== undefined) {
		const { data, ...info } = await list.pageOf(10)(walk.page);
		const isHole = walk.page === 3 && empty > 0;
		if (isHole) empty--;
		walk.take({ ...info, data: isHole ? [] : data });
	}
	expect(walk.complete).toBe(true);
	expect(walk.count).toBe(50);
});

test.each([[0], [null], ['5'], [undefined]])(
	'a page count of %j on a list with entries does not end it',
	async (total_page) => {
		const list = changingList(range(45));
		const walk = new PageWalk<{ _id: string }>({ pageSize: 10 });
		while (walk.page !== undefined) {
			const { data, page_info } = await list.pageOf(10)(walk.page);
			walk.take({ data, page_info: { ...page_info, total_page: total_page as number } });
		}
		expect(walk.count).toBe(45);
		expect(walk.complete).toBe(true);
	},
);

test('a list that holds more than it shows is incomplete, unless the caller does not count', async () => {
	const page = {
		data: range(8).map((_id) => ({ _id })),
		page_info: { total_page: 1, total_results: 9 },
	};
	for (const countsAll of [true, false]) {
		const walk = new PageWalk<{ _id: string }>({ pageSize: 10, countsAll });
		while (walk.page !== undefined) walk.take(page);
		expect(walk.complete).toBe(!countsAll);
	}
});

test('entries that were left out of a page count for its place in the list', async () => {
	const list = changingList(range(30));
	const walk = new PageWalk<{ _id: string }>({ pageSize: 10, countsAll: false });
	while (walk.page !== undefined) {
		const { data } = await list.pageOf(10)(walk.page);
		walk.take({ data: data.slice(1), size: data.length });
	}
	expect(walk.count).toBe(27);
	expect(walk.complete).toBe(true);
});

test('a walk may begin in the middle of a list', async () => {
	const list = changingList(range(50), { 2: (ids) => ids.splice(0, 3) });
	const walk = new PageWalk<{ _id: string }>({ pageSize: 10, from: 3 });
	const ids: string[] = [];
	while (walk.page !== undefined) {
		ids.push(...walk.take(await list.pageOf(10)(walk.page)).map(({ _id }) => _id));
	}
	expect(ids.sort()).toEqual(range(50).slice(20).sort());
	expect(walk.complete).toBe(true);
});

test('whatever is added and deleted meanwhile: nothing that stays is missed, nothing comes twice', async () => {
	const change = fc.record({ add: fc.nat(12), remove: fc.array(fc.nat(80), { maxLength: 12 }) });
	await fc.assert(
		fc.asyncProperty(fc.nat(80), fc.array(change, { maxLength: 8 }), async (size, script) => {
			const start = range(size);
			const removed = new Set<string>();
			let added = 0;
			const changes = Object.fromEntries(
				script.map(({ add, remove }, at) => [
					at + 2,
					(ids: string[]) => {
						// Only one of the two at a time: together they can cancel out in the total, which nothing shows.
						if (at % 2 === 0) for (let n = 0; n < add; n++) ids.unshift(`new${added++}`);
						else {
							for (const place of remove) {
								for (const id of ids.splice(place, 1)) removed.add(id);
							}
						}
					},
				]),
			);
			const ids = await walked(changingList([...start], changes).pageOf(10));
			expect(new Set(ids).size).toBe(ids.length);
			expect(ids).toEqual(expect.arrayContaining(start.filter((id) => !removed.has(id))));
		}),
		{ numRuns: 1_000 },
	);
});

test.each([0, 3])(
	'entries without an ID, which are left out, make no list incomplete: %i',
	(at) => {
		const walk = new PageWalk<{ _id: string }>({ pageSize: 10 });
		for (let page = 1; walk.page !== undefined && page < 10; page++) {
			const data = range(30)
				.slice((walk.page - 1) * 10, walk.page * 10)
				.map((_id) => ({ _id }))
				.filter(({ _id }) => _id !== `id${at}` && _id !== 'id29');
			walk.take({ data, size: 10, page_info: { total_page: 3, total_results: 30 } });
		}
		expect(walk.page).toBeUndefined();
		expect(walk.complete).toBe(true);
		expect(walk.count).toBe(28);
	},
);

test('entries may have their ID in another field', async () => {
	interface Task {
		task_id: string;
	}
	const list = changingList(range(35), { 2: (ids) => ids.unshift('new1', 'new2') });
	const walk = new PageWalk<Task, 'task_id'>({ idField: 'task_id', pageSize: 10 });
	const ids: string[] = [];
	while (walk.page !== undefined) {
		const { data, page_info } = await list.pageOf(10)(walk.page);
		const tasks = data.map(({ _id }) => ({ task_id: _id }));
		ids.push(...walk.take({ data: tasks, page_info }).map(({ task_id }) => task_id));
	}
	expect(ids).toEqual(range(35));
	expect(walk.complete).toBe(true);
});
