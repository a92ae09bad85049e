import type { Watched } from '../../nodes/TwelveLabsTrigger/source';
import {
	advance,
	completed,
	seed,
	UNKNOWN_TOTAL,
	type Findings,
	type WatchState,
} from '../../nodes/TwelveLabsTrigger/state';

const CURSOR = Date.UTC(2026, 0, 5, 12);
const MINUTE = 60_000;

const STATE: WatchState = {
	v: 1,
	scope: 'index',
	rev: 7,
	cursor: CURSOR,
	total: 3,
	awaited: ['a', 'b'],
	emitted: {},
};

const entry = (_id: string, finished: boolean, createdAt = CURSOR): Watched<unknown> => ({
	_id,
	createdAt,
	finished,
	entry: {},
});

const findings = ({ seen = [], gone = [] }: { seen?: Array<Watched<unknown>>; gone?: string[] }) =>
	({
		rev: STATE.rev,
		seen: new Map(seen.map((watched) => [watched._id, watched])),
		gone: new Set(gone),
		odd: new Set(),
	}) satisfies Findings<unknown>;

test('the first state awaits what runs, and emits nothing that has finished', () => {
	const entries = [entry('new', false), entry('old', true, CURSOR - 10 * MINUTE)];
	expect(seed(entries, { scope: 'index', rev: 1 })).toEqual({
		v: 1,
		scope: 'index',
		rev: 1,
		cursor: CURSOR,
		total: UNKNOWN_TOTAL,
		awaited: ['new'],
		emitted: {},
	});
});

test('an entry that runs when it is first read is awaited, though a list that was read later shows it finished', () => {
	const { awaited, emitted } = seed([entry('a', false), entry('a', true)], {
		scope: 'index',
		rev: 1,
	});
	expect({ awaited, emitted }).toEqual({ awaited: ['a'], emitted: {} });
});

test('a time in the future does not move the first cursor beyond the time of the server', () => {
	const { cursor } = seed([entry('a', true, CURSOR + 60 * MINUTE)], {
		scope: 'index',
		rev: 1,
		serverTime: CURSOR,
	});
	expect(cursor).toBe(CURSOR);
});

test('an event is emitted once, and the state is another object', () => {
	const found = findings({ seen: [entry('a', true)] });
	expect(completed(STATE, found).map(({ _id }) => _id)).toEqual(['a']);
	const next = advance(STATE, found);
	expect(next).toMatchObject({ rev: 8, awaited: ['b'], emitted: { a: CURSOR } });
	expect(completed(next, found)).toEqual([]);
});

test('the same object says that nothing has changed', () => {
	expect(advance(STATE, findings({ seen: [entry('a', false)] }))).toBe(STATE);
});

test('what is postponed stays awaited', () => {
	const next = advance(STATE, findings({ seen: [entry('a', true)] }), new Set(['a']));
	expect(next).toMatchObject({ awaited: ['a', 'b'], emitted: {}, postponed: 1 });
});

test('an awaited entry is given up when a second scan does not find it either', () => {
	const once = advance(STATE, findings({ gone: ['a'] }));
	expect(once).toMatchObject({ awaited: ['a', 'b'], absent: ['a'] });
	expect(advance(once, findings({ gone: ['a'] }))).toMatchObject({ awaited: ['b'] });
});

test('another entry that is not found is saved, though there are as many as before', () => {
	const once = advance(STATE, findings({ gone: ['a'] }));
	const next = advance(once, findings({ seen: [entry('a', false)], gone: ['b'] }));
	expect(next).toMatchObject({ rev: once.rev + 1, awaited: ['a', 'b'], absent: ['b'] });
});
