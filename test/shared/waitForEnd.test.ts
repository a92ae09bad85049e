import type { Lifecycle } from '../../nodes/shared/lifecycles';
import { deadlineAfter, inWords, uncounted, waitForEnd } from '../../nodes/shared/waitForEnd';
import { requestError } from '../requestError';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

interface Task {
	status?: string;
}

const TASK: Lifecycle<Task> = {
	succeeded: ['ready'],
	failed: ['failed', 'canceled'],
	running: {},
	reasonOf: () => undefined,
};

let now = 0;
/** How long each pause is to take, in milliseconds: it ends at once, and the time passes. */
const pauses: number[] = [];

beforeEach(() => {
	now = 1_000_000;
	pauses.length = 0;
	jest.spyOn(performance, 'now').mockImplementation(() => now);
	jest.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
		pauses.push(ms);
		const timer = new AbortController();
		setImmediate(() => {
			now += ms;
			timer.abort();
		});
		return timer.signal;
	});
});
afterEach(() => jest.restoreAllMocks());

/** Waits for a task whose polls end as listed, the last one again and again. */
async function waited(polls: Array<Task | Error>, ms = 100 * SECOND, cancel?: AbortSignal) {
	const begun = now;
	const polledAt: number[] = [];
	const endsAt: number[] = [];
	const reports: Array<[string, number]> = [];
	const ending = waitForEnd(TASK, {
		deadline: deadlineAfter(ms),
		cancel,
		read: async (at) => {
			polledAt.push(now - begun);
			endsAt.push(at - now);
			const poll = polls[Math.min(polledAt.length, polls.length) - 1];
			return poll instanceof Error ? await Promise.reject(poll) : await Promise.resolve(poll);
		},
		onRunning: (status, after) => reports.push([status, after]),
	});
	return { end: await ending, polledAt, endsAt, reports };
}

const RUNNING = { status: 'processing' };

test.each([
	['ready', 'succeeded'],
	['failed', 'failed'],
	['canceled', 'failed'],
])('a task that is %s has %s', async (status, state) => {
	const { end, polledAt } = await waited([RUNNING, { status }]);
	expect(end).toEqual({ state, entry: { status } });
	expect(polledAt).toEqual([0, 2 * SECOND]);
});

test('polls become rare, and the last one is made when the time is over', async () => {
	const { end, polledAt } = await waited([RUNNING]);
	expect(end).toEqual({ state: 'running', entry: RUNNING, missed: '' });
	expect(pauses.slice(0, 5)).toEqual([2_000, 3_000, 4_500, 6_750, 10_125]);
	expect(Math.max(...pauses)).toBe(30 * SECOND);
	expect(polledAt.at(-1)).toBe(100 * SECOND);
});

test('no pause is longer than half a minute', async () => {
	await waited([RUNNING], 10 * MINUTE);
	expect(new Set(pauses.slice(8, -1))).toEqual(new Set([30 * SECOND]));
});

test('a wait without time polls once', async () => {
	expect((await waited([{ status: 'new' }], 0)).polledAt).toEqual([0]);
	expect(pauses).toEqual([]);
});

test('a poll may take until the wait is over, at least ten seconds and at most ten minutes', async () => {
	expect((await waited([RUNNING], 15 * SECOND)).endsAt).toEqual([
		...[15_000, 13_000, 10_000],
		...[10_000, 10_000],
	]);
	expect((await waited([{ status: 'ready' }], 60 * MINUTE)).endsAt).toEqual([10 * MINUTE]);
});

test('a status is reported when it changes, and every five minutes', async () => {
	const polls = [{ status: 'queued' }, { status: 'queued' }, RUNNING];
	const { reports } = await waited(polls, 12 * MINUTE);
	expect(reports.map(([status]) => status)).toEqual(['queued', ...Array(3).fill('processing')]);
	const [queued, first, second, third] = reports.map(([, after]) => after);
	expect([queued, first]).toEqual([0, 5_000]);
	expect(second - first).toBeGreaterThanOrEqual(5 * MINUTE);
	expect(second - first).toBeLessThan(5.5 * MINUTE);
	expect(third - second).toBeLessThan(5.5 * MINUTE);
});

test('a task without a status is running, and nothing is reported of it', async () => {
	const { end, reports } = await waited([{}], 12 * MINUTE);
	expect(end).toMatchObject({ state: 'running', entry: {} });
	expect(reports).toEqual([]);
});

test('a poll without an answer does not end the wait', async () => {
	const lost = requestError(503);
	expect((await waited([lost, RUNNING, lost, { status: 'ready' }])).end.state).toBe('succeeded');
	const { end, reports } = await waited([RUNNING, lost], 5 * SECOND);
	expect(end).toEqual({
		state: 'running',
		entry: RUNNING,
		missed: ` The last poll: ${lost.message}.`,
	});
	expect(reports).toEqual([['processing', 0]]);
	expect((await waited([lost], 5 * SECOND)).end).toMatchObject({ entry: undefined });
	expect((await waited([lost, RUNNING], 5 * SECOND)).end).toMatchObject({ missed: '' });
});

test('what was just made may not be there yet, in the first ten seconds', async () => {
	const gone = requestError(404);
	expect((await waited([gone, gone, gone, { status: 'ready' }])).end.state).toBe('succeeded');
	await expect(waited([gone])).rejects.toBe(gone);
	expect(pauses.slice(-4)).toEqual([2_000, 3_000, 4_500, 6_750]);
	await expect(waited([gone], 10 * SECOND)).rejects.toBe(gone);
});

test('what waiting does not help ends the wait at once', async () => {
	for (const error of [requestError(400), new Error('defect')]) {
		await expect(waited([error, { status: 'ready' }])).rejects.toBe(error);
	}
	expect(pauses).toEqual([]);
});

test('a stop ends the wait', async () => {
	const stop = AbortSignal.abort(new Error('stop'));
	await expect(waited([RUNNING], MINUTE, stop)).rejects.toThrow('stop');
});

test('a deadline knows how long the wait may take', () => {
	expect(deadlineAfter(5_000)).toEqual({ ms: 5_000, at: 1_005_000 });
});

test.each([
	[1_000, '1 second'],
	[1_040, '1 second'],
	[6_000, '6 seconds'],
	[90_500, '90.5 seconds'],
	[60_000, '1 minute'],
	[60_001, '60 seconds'],
	[120_000, '2 minutes'],
	[135_000, '2.3 minutes'],
	[3_600_000, '60 minutes'],
	[0, '0 seconds'],
])('%d milliseconds are %s', (ms, words) => {
	expect(inWords(ms)).toBe(words);
});

test('what a wait does not count puts off its end, whether it succeeds or not', async () => {
	const deadline = deadlineAfter(MINUTE);
	const { at } = deadline;
	const work = async () => {
		now += 5 * SECOND;
		return await Promise.resolve('made');
	};
	expect(await uncounted(deadline, work)).toBe('made');
	expect(deadline).toEqual({ ms: MINUTE, at: at + 5 * SECOND });
	const refused = async () => {
		now += SECOND;
		return await Promise.reject(new Error('no'));
	};
	await expect(uncounted(deadline, refused)).rejects.toThrow('no');
	expect(deadline.at).toBe(at + 6 * SECOND);
});
