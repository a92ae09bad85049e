import type { Connection } from '../../../nodes/api/client/connection';
import { itemStarted, reportRateLimit } from '../../../nodes/api/client/progress';

function logOf(run: object): string {
	const lines: string[] = [];
	const context = { logger: { info: (line: string) => lines.push(line) } };
	reportRateLimit({ context, node: { name: 'T' }, run } as unknown as Connection, {
		pauseMs: 2_000,
	});
	return lines.join();
}

test('items that ended before others began, as with Batching, count as done', () => {
	const run = {};
	for (const index of [0, 1]) itemStarted(run, index)();
	itemStarted(run, 2);
	itemStarted({}, 0)();
	expect(logOf(run)).toBe('T: Rate limit: pausing 2 s, 2 of 3 items done');
});

test('an item that n8n runs again is not done', () => {
	const run = {};
	itemStarted(run, 0)();
	itemStarted(run, 0);
	expect(logOf(run)).toBe('T: Rate limit: pausing 2 s, 0 of 1 items done');
});
