import type { Connection } from '../../../nodes/api/client/connection';
import { itemStarted, pausedMs, reportRateLimit } from '../../../nodes/api/client/progress';

function logOf(run: object, pauseMs = 2_000): string {
	const lines: string[] = [];
	const context = { logger: { info: (line: string) => lines.push(line) } };
	reportRateLimit({ context, node: { name: 'T' }, run } as unknown as Connection, {
		pauseMs,
	});
	return lines.join();
}

test('items that ended before others began, as with Batching, count as done', () => {
	const run = {};
	for (const index of [0, 1]) itemStarted(run, index).ended();
	itemStarted(run, 2);
	itemStarted({}, 0).ended();
	expect(logOf(run)).toBe('T: Rate limit: pausing 2 s, 2 of 3 items done');
});

test('a pause that is reported again, or that overlaps another one, counts once', () => {
	const now = jest.spyOn(performance, 'now');
	const run = {};
	itemStarted(run, 0);
	const at = (ms: number, pauseMs: number) => {
		now.mockReturnValue(ms);
		logOf(run, pauseMs);
	};
	at(1_000, 60_000);
	at(21_000, 40_000);
	at(41_000, 30_000);
	at(200_000, 5_000);
	now.mockRestore();
	expect(pausedMs(run)).toBe(75_000);
});

test('an item that n8n runs again is not done', () => {
	const run = {};
	itemStarted(run, 0).ended();
	itemStarted(run, 0);
	expect(logOf(run)).toBe('T: Rate limit: pausing 2 s, 0 of 1 items done');
});

test('an item knows how many have begun, and whether all have ended', () => {
	const run = {};
	const [first, second] = [0, 1].map((index) => itemStarted(run, index));
	expect([first.begun(), first.allEnded()]).toEqual([2, false]);
	first.ended();
	expect(first.allEnded()).toBe(false);
	second.ended();
	expect(first.allEnded()).toBe(true);
});

test('a run without a pause was not paused', () => {
	expect(pausedMs({})).toBe(0);
});

test('a slower pace is reported in requests a minute', () => {
	const lines: string[] = [];
	const context = { logger: { info: (line: string) => lines.push(line) } };
	const connection = { context, node: { name: 'T' } } as unknown as Connection;
	reportRateLimit(connection, { spacingMs: 2_500 });
	expect(lines).toEqual(['T: Rate limit: about 24 requests a minute']);
});
