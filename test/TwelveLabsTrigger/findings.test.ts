import { OutOfTime } from '../../nodes/api/client/deadline';
import { ScanFindings } from '../../nodes/TwelveLabsTrigger/findings';
import type { Watched } from '../../nodes/TwelveLabsTrigger/source';
import { UNKNOWN_TOTAL, type WatchState } from '../../nodes/TwelveLabsTrigger/state';

const CURSOR = Date.UTC(2026, 0, 5, 12);
const SWEEP = { at: CURSOR, from: CURSOR - 1_000, total: 3 };
const OPEN = { begun: CURSOR, downTo: CURSOR - 500, page: 2 };

const findingsOf = (more: Partial<WatchState> = {}) =>
	new ScanFindings<string>({
		...{ v: 1, scope: 'index', rev: 7, cursor: CURSOR, total: 3 },
		awaited: ['a', 'b'],
		emitted: { old: CURSOR },
		...more,
	});

const entry = (_id: string, more: Partial<Watched<string>> = {}): Watched<string> => ({
	_id,
	createdAt: CURSOR,
	finished: false,
	entry: _id,
	...more,
});

test('a scan notices when the state has changed meanwhile', () => {
	expect(findingsOf().rev).toBe(7);
});

test('an entry that was finished stays so, whatever is read later', () => {
	const findings = findingsOf();
	const [running, finished] = [false, true].map((isFinished) =>
		entry('a', { finished: isFinished }),
	);
	findings.note([running]);
	findings.note([finished]);
	findings.note([running]);
	expect(findings.seen.get('a')).toBe(finished);
});

test('an entry that does not say when it was created is odd, unless it is awaited', () => {
	const findings = findingsOf();
	findings.note([
		entry('a', { createdAt: undefined }),
		entry('x', { createdAt: undefined }),
		entry('y'),
	]);
	expect([...findings.odd]).toEqual(['x']);
	expect([...findings.seen.keys()]).toEqual(['a', 'x', 'y']);
});

test('what is awaited, and neither seen nor gone, is asked for', () => {
	const findings = findingsOf();
	expect(findings.unseen()).toEqual(['a', 'b']);
	findings.note([entry('a')]);
	expect(findings.unseen()).toEqual(['b']);
	findings.gone.add('b');
	expect(findings.unseen()).toEqual([]);
});

test('what no earlier scan came across is fresh', () => {
	const findings = findingsOf();
	findings.note([entry('a'), entry('old'), entry('new'), entry('other')]);
	expect(findings.fresh).toBe(2);
});

test('what was found ahead of a backlog is left to it', () => {
	const findings = findingsOf({ total: 5 });
	findings.note([entry('a'), entry('new')]);
	findings.leaveToBacklog(3);
	expect([...findings.seen.keys()]).toEqual(['a']);
	expect(findings.reached).toEqual({ newest: CURSOR, total: UNKNOWN_TOTAL, backlog: 150 });
});

test('a scan that stays keeps the backlog that there was', () => {
	const findings = findingsOf({ backlog: 60 });
	findings.stay();
	expect(findings.reached).toEqual({ newest: CURSOR, total: UNKNOWN_TOTAL, backlog: 60 });
});

test('a sweep is kept beside what was reached, or by itself', () => {
	const alone = findingsOf();
	alone.sweep(SWEEP);
	expect(alone.reached).toEqual({ newest: CURSOR, total: 3, sweep: SWEEP });
	const beside = findingsOf();
	beside.stay(50);
	beside.sweep(SWEEP);
	expect(beside.reached).toEqual({
		...{ newest: CURSOR, total: UNKNOWN_TOTAL, backlog: 50 },
		sweep: SWEEP,
	});
});

describe('an error is reported', () => {
	const refused = new Error('refused');

	test('where nothing was seen, and the end of the time as well', () => {
		for (const error of [refused, new OutOfTime()]) {
			const findings = findingsOf();
			findings.note([]);
			findings.notRead(error);
			expect(findings.unread).toBe(error);
		}
	});

	test('but not the end of the time, where something was seen, or something else went wrong', () => {
		const findings = findingsOf();
		findings.note([entry('a')]);
		findings.note([]);
		findings.notRead(new OutOfTime());
		expect(findings.unread).toBeUndefined();
		findings.notRead(refused);
		expect(findings.unread).toBe(refused);
		const other = findingsOf();
		other.notRead(refused);
		other.notRead(new OutOfTime());
		expect(other.unread).toBe(refused);
	});

	test('but not where a backlog has become shorter: the next poll would begin where this one did', () => {
		const unread = (before: number | undefined, after: number | undefined) => {
			const findings = findingsOf({ backlog: before });
			findings.stay(after);
			findings.notRead(refused);
			return findings.unread;
		};
		expect(unread(100, 50)).toBeUndefined();
		expect(unread(undefined, 50)).toBeUndefined();
		expect(unread(50, 50)).toBe(refused);
		expect(unread(undefined, undefined)).toBe(refused);
	});

	test('also where a sweep ends beside a backlog that was not read', () => {
		const findings = findingsOf({ backlog: 50 });
		findings.sweep(SWEEP);
		findings.notRead(refused);
		expect(findings.unread).toBe(refused);
	});

	test('but not where a sweep has come further', () => {
		const unread = (before: typeof SWEEP | undefined, after: typeof SWEEP) => {
			const findings = findingsOf({ sweep: before });
			findings.sweep(after);
			findings.notRead(refused);
			return findings.unread;
		};
		expect(unread(SWEEP, { ...SWEEP, open: OPEN } as typeof SWEEP)).toBeUndefined();
		expect(unread(undefined, { ...SWEEP, open: OPEN } as typeof SWEEP)).toBeUndefined();
		expect(unread(SWEEP, SWEEP)).toBe(refused);
		const open = { ...SWEEP, open: OPEN } as typeof SWEEP;
		expect(unread(open, { ...open, total: 4 })).toBe(refused);
	});
});
