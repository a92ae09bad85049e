import {
	completionEvent,
	finishedAt,
} from '../../../../nodes/TwelveLabsTrigger/sources/indexedAsset/event';

const entry = (times: object) => ({
	_id: '6720a1b2c3d4e5f600000001',
	status: 'ready' as const,
	...times,
});

test('a time without an offset is UTC, in whatever zone n8n runs', () => {
	const times = { created_at: '2026-11-24T12:00:00', indexed_at: '2026-11-24 12:30:00.5' };
	expect(finishedAt(entry(times))).toBe(Date.UTC(2026, 10, 24, 12, 30, 0, 500));
	expect(completionEvent('a', entry(times), true)).toMatchObject({
		created_at: '2026-11-24T12:00:00.000Z',
		indexed_at: '2026-11-24T12:30:00.500Z',
	});
});

test.each([null, 7, 'soon', '2026-02-30T00:00:00Z', {}])(
	'%p in place of a time becomes no time, and ends nothing',
	(time) => {
		const odd = entry({ indexed_at: time, updated_at: '2026-11-24T12:00:00Z' });
		expect(finishedAt(odd)).toBe(Date.UTC(2026, 10, 24, 12));
		expect(completionEvent('a', odd, true)).not.toHaveProperty('indexed_at');
	},
);
