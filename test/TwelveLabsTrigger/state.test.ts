import { newestOf, type Watched } from '../../nodes/TwelveLabsTrigger/source';
import { OVERLAP_MS } from '../../nodes/TwelveLabsTrigger/reach';
import {
	advance,
	completed,
	isNew,
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
	const twice = advance(once, findings({ gone: ['a'] }));
	expect(twice).toMatchObject({ rev: once.rev + 1, awaited: ['b'] });
	expect(twice).not.toHaveProperty('absent');
});

test('another entry that is not found is saved, though there are as many as before', () => {
	const once = advance(STATE, findings({ gone: ['a'] }));
	const next = advance(once, findings({ seen: [entry('a', false)], gone: ['b'] }));
	expect(next).toMatchObject({ rev: once.rev + 1, awaited: ['a', 'b'], absent: ['b'] });
});

test('an entry is new since the overlap before the cursor, unless it was emitted, or does not say when it was created', () => {
	const state = { ...STATE, emitted: { old: CURSOR } };
	const edge = CURSOR - OVERLAP_MS;
	expect(isNew(state, entry('x', true, edge))).toBe(true);
	expect(isNew(state, entry('x', true, edge - 1))).toBe(false);
	expect(isNew(state, entry('old', true))).toBe(false);
	expect(isNew(state, entry('toString', true))).toBe(true);
	expect(isNew(state, { ...entry('x', true), createdAt: undefined })).toBe(false);
	const sweep = { at: CURSOR, from: edge - MINUTE, total: 3 };
	expect(isNew({ ...state, sweep }, entry('x', true, edge - MINUTE))).toBe(true);
});

test('what is awaited is an event whenever it was created, and what is old is none', () => {
	const old = CURSOR - 60 * MINUTE;
	const seen = [entry('a', true, old), entry('x', true, old), entry('new', true)];
	expect(completed(STATE, findings({ seen })).map(({ _id }) => _id)).toEqual(['a', 'new']);
	const next = advance(STATE, findings({ seen }));
	expect(next.awaited).toEqual(['b']);
	// What was created before the overlap need not be kept.
	expect(next.emitted).toEqual({ new: CURSOR });
});

test('an awaited entry that does not say when it was created is emitted, and kept as if at the cursor', () => {
	const seen = [{ ...entry('a', true), createdAt: undefined }];
	expect(advance(STATE, findings({ seen })).emitted).toEqual({ a: CURSOR });
	expect(seed(seen, { scope: 'index', rev: 1, serverTime: CURSOR }).emitted).toEqual({ a: 0 });
});

test('an event of what was not awaited is a change by itself', () => {
	const next = advance(STATE, findings({ seen: [entry('new', true)] }));
	expect(next).toMatchObject({ rev: 8, awaited: STATE.awaited, emitted: { new: CURSOR } });
});

test('what is new and runs is awaited from now on', () => {
	const next = advance(STATE, findings({ seen: [entry('new', false)] }));
	expect(next).toMatchObject({ rev: 8, awaited: ['a', 'b', 'new'], emitted: {} });
	expect(Object.keys(next).sort()).toEqual(
		[...['v', 'scope', 'rev', 'cursor', 'total', 'awaited', 'emitted']].sort(),
	);
});

test('whatever a scan has reached is a change, and nothing else is', () => {
	const reached = { newest: CURSOR, total: 3 };
	const after = (changed: object, state = STATE) =>
		advance(state, { ...findings({}), reached: { ...reached, ...changed } });
	expect(after({})).toBe(STATE);
	expect(after({ newest: CURSOR + 1 })).toMatchObject({ rev: 8, cursor: CURSOR + 1 });
	expect(after({ total: 4 })).toMatchObject({ rev: 8, total: 4 });
	expect(after({ backlog: 50 })).toMatchObject({ rev: 8, backlog: 50 });
	const sweep = { at: CURSOR, from: CURSOR - MINUTE, total: 3 };
	expect(after({ sweep })).toMatchObject({ rev: 8, sweep });
	const more = { ...STATE, sweep, backlog: 50 };
	expect(after({ backlog: 50 }, more)).toBe(more);
	expect(advance(more, findings({}))).toBe(more);
	const done = after({}, more);
	expect(done).toMatchObject({ rev: 8, sweep });
	expect(done).not.toHaveProperty('backlog');
});

test('what is postponed no more is a change, though nothing else is', () => {
	const state = { ...STATE, postponed: 1 };
	expect(advance(state, findings({}), new Set(['a']))).toBe(state);
	const next = advance(state, findings({}));
	expect(next.rev).toBe(8);
	expect(next).not.toHaveProperty('postponed');
});

test('an entry that was not found, and is not awaited, changes nothing', () => {
	expect(advance(STATE, findings({ gone: ['x'] }))).toBe(STATE);
	const once = advance(STATE, findings({ gone: ['a', 'b'] }));
	expect(advance(once, findings({ gone: ['b', 'a'] })).awaited).toEqual([]);
	// Found again, it is not given up.
	const again = advance(once, findings({}));
	expect(again).not.toHaveProperty('absent');
	expect(again.awaited).toEqual(['a', 'b']);
});

test('a first state of a source whose entries show up late knows since when all was read', () => {
	const late = { since: CURSOR - 60 * MINUTE, total: 9 };
	const seeded = (serverTime?: number) =>
		seed([entry('a', true, CURSOR - 30 * MINUTE)], { scope: 'i', rev: 1, serverTime, late });
	expect(seeded(CURSOR)).toMatchObject({
		cursor: CURSOR - 30 * MINUTE,
		emitted: { a: CURSOR - 30 * MINUTE },
		sweep: { at: CURSOR, from: late.since, total: 9 },
	});
	expect(seeded().sweep?.at).toBe(CURSOR - 30 * MINUTE);
});

test('the newest of several is the newest that is not in the future', () => {
	const times = [CURSOR - 5, CURSOR + 5, CURSOR - 7];
	const entries = times.map((time, n) => entry(String(n), true, time));
	expect(newestOf(entries)).toBe(CURSOR + 5);
	expect(newestOf(entries, CURSOR)).toBe(CURSOR);
	expect(newestOf([{ ...entry('a', true), createdAt: undefined }])).toBe(0);
	expect(newestOf([])).toBe(0);
});
