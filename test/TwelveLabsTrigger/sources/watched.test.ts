import { asWatched, isRunning } from '../../../nodes/TwelveLabsTrigger/sources/watched';

const ENDS = ['ready', 'failed'];

test('whatever has a status that is no end is running', () => {
	const statuses = ['processing', 'new', '', 'ready', 'failed', undefined];
	expect(statuses.map((status) => isRunning(status, ENDS))).toEqual([
		...[true, true, true],
		...[false, false, false],
	]);
});

test('an entry is finished where its status says so, and not where it has none', () => {
	const entry = { status: 'ready', created_at: '2026-11-24T12:00:00Z' };
	expect(asWatched(entry, 'a', ENDS)).toEqual({
		_id: 'a',
		createdAt: Date.UTC(2026, 10, 24, 12),
		finished: true,
		entry,
	});
	for (const other of [{ status: 'processing' }, {}]) {
		expect(asWatched(other, 'a', ENDS)).toEqual({
			_id: 'a',
			createdAt: undefined,
			finished: false,
			entry: other,
		});
	}
});
