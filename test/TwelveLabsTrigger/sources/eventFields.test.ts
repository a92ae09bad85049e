import { endFields, isoTimes } from '../../../nodes/TwelveLabsTrigger/sources/eventFields';

test('an event begins with what it came to, and with a key that is the same each time', () => {
	expect(endFields({ id: 'a', status: 'ready', reason: 'none' })).toEqual({
		event: 'ready',
		deduplicationKey: 'a:ready',
	});
	expect(endFields({ id: 'a', status: 'failed', reason: 'too dark' })).toEqual({
		event: 'failed',
		deduplicationKey: 'a:failed',
		reason: 'too dark',
	});
	expect(endFields({ id: 'a', status: 'failed', reason: undefined })).toMatchObject({
		reason: null,
	});
});

test('times are of one form, and what is no time is left out', () => {
	const times = { created_at: '2026-11-24T12:00:00+01:00', updated_at: 'soon', indexed_at: null };
	expect(isoTimes(times)).toEqual({ created_at: '2026-11-24T11:00:00.000Z' });
	expect(isoTimes({})).toEqual({});
});
