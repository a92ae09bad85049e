import { assetEvent } from '../../../../nodes/TwelveLabsTrigger/sources/asset/event';

const ASSET = {
	_id: 'a1',
	status: 'failed',
	filename: 'talk.mp4',
	created_at: '2026-11-24T12:00:00+01:00',
	error: { message: 'broken' },
	method: 'url',
} as const;

const END = { event: 'failed', deduplicationKey: 'a1:failed', reason: 'broken' };
const created_at = '2026-11-24T11:00:00.000Z';

test('an event has the fields of the asset, with event and reason in the place of status and error', () => {
	expect(assetEvent(ASSET, true)).toEqual({
		...END,
		_id: 'a1',
		filename: 'talk.mp4',
		created_at,
	});
});

test('a raw event has the whole asset', () => {
	expect(assetEvent(ASSET, false)).toEqual({ ...ASSET, ...END, created_at });
});
