import { PageWalk } from '../../../nodes/api/paging/pageWalk';

const PAGE_SIZE = 10;

interface Entry {
	_id: string;
}

type Options = ConstructorParameters<typeof PageWalk<Entry>>[0];

const range = (count: number) => Array.from({ length: count }, (_, at) => `id${at}`);

const swap = (ids: string[], a: number, b: number) => ([ids[a], ids[b]] = [ids[b], ids[a]]);

/** Walks through a list that changes before its nth page is read. */
function walked(
	count: number,
	changes: Record<number, (ids: string[]) => void>,
	{ says = {}, ...options }: Options & { says?: { more?: number; nothing?: boolean } } = {},
) {
	const ids = range(count);
	const walk = new PageWalk<Entry>({ pageSize: PAGE_SIZE, ...options });
	const steady: boolean[] = [];
	const pages: number[] = [];
	while (walk.page !== undefined) {
		const { page } = walk;
		pages.push(page);
		if (pages.length > 1_000) throw new Error('The walk does not end');
		changes[pages.length]?.(ids);
		const data = ids.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE).map((_id) => ({ _id }));
		const page_info = {
			total_page: Math.ceil(ids.length / PAGE_SIZE),
			total_results: ids.length + (says.more ?? 0),
		};
		walk.take(says.nothing ? { data } : { data, page_info });
		steady.push(walk.isSteady);
	}
	return { pages, steady, complete: walk.complete, count: walk.count };
}

const ONCE = { 2: (ids: string[]) => swap(ids, 9, 10) };
const TWICE = { ...ONCE, 4: (ids: string[]) => swap(ids, 9, 10) };

const SOME = { complete: true, count: 20 };

test('a list at rest is steady, and one whose entries change places is not', () => {
	expect(walked(20, {})).toEqual({ ...SOME, pages: [1, 2], steady: [true, true] });
	expect(walked(20, ONCE, { maxReadings: 1 })).toMatchObject({
		complete: false,
		steady: [true, false],
	});
});

test.each([{}, { countsAll: false }, { says: { nothing: true } }])(
	'a list whose entries changed places is read again: %j',
	(options) => {
		expect(walked(19, ONCE, options)).toMatchObject({
			complete: true,
			count: 19,
			pages: [1, 2, 1, 2],
		});
	},
);

test.each([{}, { countsAll: false }])(
	'what one reading has missed may have been found by the one before: %j',
	(options) => {
		expect(walked(20, TWICE, options)).toMatchObject({
			...SOME,
			pages: [1, 2, 1, 2],
			steady: [true, true, true, false],
		});
	},
);

test('entries that are not counted may be missed where they change places, others may not', () => {
	const without = (...ids: string[]) => ({
		countsAll: false,
		isCounted: ({ _id }: Entry) => !ids.includes(_id),
	});
	expect(walked(20, ONCE, without('id9', 'id10'))).toMatchObject({
		complete: true,
		count: 19,
		pages: [1, 2],
	});
	expect(walked(20, ONCE, without('id0', 'id1', 'id2', 'id3'))).toMatchObject({
		...SOME,
		pages: [1, 2, 1, 2],
	});
});

test('entries that are no longer wanted may be missed, too', () => {
	const options = {
		countsAll: false,
		isPast: ({ _id }: Entry) => _id === 'id12' || _id === 'id10',
	};
	const changes = { 2: (ids: string[]) => swap(ids, 9, 12) };
	// "id12" moved up and was missed, "id9" shows up a second time.
	expect(walked(20, changes, options).pages).toEqual([1, 2, 1]);
});

test('pages that show only what was shown before are no end where the list says how many it has', () => {
	const replace = (ids: string[]) => {
		ids.splice(20);
		ids.unshift(...range(10).map((id) => `new ${id}`));
	};
	expect(walked(30, { 2: replace })).toMatchObject({
		complete: true,
		count: 30,
		pages: [1, 2, 3, 1, 2, 3],
	});
});

test('the end is also where the first entry of a page is no longer wanted', () => {
	const isPast = ({ _id }: Entry) => _id === 'id20';
	expect(walked(100, {}, { isPast })).toMatchObject({ complete: true, pages: [1, 2, 3] });
});

test('what was deleted before it was read is not missed', () => {
	const changes = { 2: (ids: string[]) => ids.splice(15, 1) };
	expect(walked(30, changes)).toMatchObject({ complete: true, count: 29, pages: [1, 2, 1, 2, 3] });
});

test('a list that says that it holds more than it shows is incomplete, also when something was deleted', () => {
	const says = { more: 1 };
	const changes = { 2: (ids: string[]) => ids.splice(15, 1) };
	for (const [change, count] of [
		[{}, 30],
		[changes, 29],
	] as const) {
		expect(walked(30, change, { says })).toMatchObject({ complete: false, count });
	}
	// Begun in the middle, it never finds all.
	expect(walked(30, {}, { says, from: 2 })).toMatchObject({ complete: true, count: 20 });
});

test('a list that grows as fast as it is read is left at some time', () => {
	let added = 0;
	const grow = (ids: string[]) => ids.unshift(...range(10).map(() => `new ${added++}`));
	const changes = Object.fromEntries(range(1_000).map((_, at) => [at + 2, grow]));
	const { pages, complete, steady } = walked(20, changes, { maxReadings: 1 });
	expect(pages).toHaveLength(4 * 2 + 60 + 1);
	expect(complete).toBe(false);
	expect(steady.at(-1)).toBe(false);
});
