import { claim, createdAt } from '../../../nodes/shared/creating/claim';
import { REMEMBERED_MS } from '../../../nodes/shared/creating/inTurn';
import { ServerClock } from '../../../nodes/shared/creating/serverClock';

const NOW = Date.UTC(2026, 10, 26, 12);
const SECOND = 1_000;

/** The item's request left ten seconds ago. */
const TOOK = 10 * SECOND;
let begunAt = 0;

let now = 0;
beforeEach(() => {
	now = 1_000_000;
	begunAt = now - TOOK;
	jest.spyOn(performance, 'now').mockImplementation(() => now);
});
afterEach(() => jest.restoreAllMocks());

function clockOf(serverTime: number | undefined): ServerClock {
	const clock = new ServerClock();
	clock.note(serverTime, now);
	return clock;
}

const entry = (_id: string, agoMs: number) => ({
	_id,
	created_at: new Date(NOW - agoMs).toISOString(),
});

const claimed = (entries: Array<{ _id: string; created_at?: string }>, serverTime?: number) =>
	claim(entries, begunAt, { clock: clockOf(serverTime) });

test('without an entry of these minutes, nothing was created', () => {
	expect(claimed([], NOW)).toBeUndefined();
	expect(claimed([entry('old', TOOK + REMEMBERED_MS + SECOND)], NOW)).toBeUndefined();
});

test('the one entry that was created while the request was under way is its own', () => {
	const own = entry('own', TOOK / 2);
	const earlier = entry('earlier', TOOK + 60 * SECOND);
	expect(claimed([earlier, own], NOW)).toEqual({ state: 'created', entry: own });
});

test('times have whole seconds: an entry of the second before or after may be its own', () => {
	for (const agoMs of [TOOK + SECOND, -SECOND]) {
		const own = entry('own', agoMs);
		expect(claimed([own], NOW)).toEqual({ state: 'created', entry: own });
	}
});

test('an entry of these minutes that is not of the request may still be its own: clocks differ', () => {
	for (const agoMs of [TOOK + SECOND + 1, TOOK + REMEMBERED_MS, -SECOND - 1]) {
		expect(claimed([entry('a', agoMs)], NOW)).toEqual({ state: 'ambiguous', ids: ['a'] });
	}
});

test('of two entries that may be its own none is, and both are named, the newest first', () => {
	expect(claimed([entry('first', 6 * SECOND), entry('second', 3 * SECOND)], NOW)).toEqual({
		state: 'ambiguous',
		ids: ['second', 'first'],
	});
});

test('without a clock of the server every entry may be its own', () => {
	expect(claimed([entry('a', 60 * 60 * SECOND)])).toEqual({ state: 'ambiguous', ids: ['a'] });
});

test('an entry without a time may be its own', () => {
	expect(createdAt({ _id: 'a' })).toBe(Infinity);
	expect(claimed([{ _id: 'a' }, entry('b', 1 * SECOND)], NOW)).toEqual({
		state: 'ambiguous',
		ids: ['a', 'b'],
	});
});
