import type { IndexedAsset, IndexedAssetDetailed } from '../../../../nodes/shared/types';
import {
	completionEvent,
	finishedAt,
	isWanted,
	withDetails,
} from '../../../../nodes/TwelveLabsTrigger/sources/indexedAsset/event';

const WISH = {
	events: ['ready'],
	filename: 'key',
	durationGte: 5,
	durationLte: 10,
	userMetadata: {},
};

/** A response may hold anything in an optional field. */
const entry = (fields: object) => ({ _id: 'a', status: 'ready', ...fields }) as IndexedAsset;

test.each([
	{},
	{ system_metadata: null },
	{ system_metadata: 'none' },
	{ system_metadata: { filename: null, duration: null } },
	{ system_metadata: { filename: 7, duration: 'long' } },
])('a property that is not there excludes nothing: %j', (fields) => {
	expect(isWanted(entry(fields), WISH)).toBe(true);
});

test.each([null, 7, {}, 'yesterday', '5'])(
	'a time of %j is none, and no event needs one',
	(time) => {
		const odd = entry({
			created_at: time,
			updated_at: time,
			indexed_at: time,
			system_metadata: null,
		});
		expect(finishedAt(odd)).toBe(0);
		expect(completionEvent('i', odd, true)).toEqual({
			event: 'ready',
			deduplicationKey: 'a:ready',
			_id: 'a',
			asset_id: undefined,
			index_id: 'i',
		});
	},
);

test('details add to what was found, and take nothing back', () => {
	const found = entry({
		system_metadata: { filename: 'keynote.mp4', duration: 7 },
		indexed_at: null,
	});
	const lagging = {
		_id: 'a',
		status: 'indexing',
		indexed_at: '2026-01-05T12:00:00Z',
		system_metadata: { filename: 'keynote.mp4', fps: 30 },
		user_metadata: { season: 7 },
	} as IndexedAssetDetailed;
	expect(withDetails(found, lagging)).toEqual({
		_id: 'a',
		status: 'ready',
		indexed_at: '2026-01-05T12:00:00Z',
		system_metadata: { filename: 'keynote.mp4', fps: 30, duration: 7 },
		user_metadata: { season: 7 },
	});
});

test('an event has user metadata and stream where the entry has them, a raw one all of it', () => {
	const details = {
		user_metadata: { season: 7 },
		hls: { video_url: 'https://example.com/a.m3u8' },
	};
	const whole = entry({ ...details, system_metadata: { filename: 'a.mp4', fps: 30 } });
	const end = { event: 'ready', deduplicationKey: 'a:ready' };
	expect(completionEvent('i', whole, true)).toEqual({
		...end,
		_id: 'a',
		index_id: 'i',
		filename: 'a.mp4',
		...details,
	});
	expect(completionEvent('i', whole, false)).toEqual({ ...whole, index_id: 'i', ...end });
	expect(Object.keys(completionEvent('i', entry({}), true))).not.toEqual(
		expect.arrayContaining(['user_metadata']),
	);
});

test('what was found without a value is taken from the details', () => {
	const found = entry({ updated_at: undefined, indexed_at: null });
	const details = { _id: 'a', updated_at: 't', indexed_at: 'u' } as IndexedAssetDetailed;
	expect(withDetails(found, details)).toEqual({
		...{ _id: 'a', status: 'ready', updated_at: 't', indexed_at: 'u' },
	});
});
