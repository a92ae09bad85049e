import {
	clipsOf,
	keyOf,
	simplifiedClip,
} from '../../../../nodes/TwelveLabs/resources/search/clips';

const clip = (start: number, more = {}) => ({ video_id: 'v', start, end: start + 6, ...more });

test('the clips of a page are those that it lists, whole', () => {
	const data = [clip(0, { rank: 1, later: { field: 1 } }), clip(6)];
	expect(clipsOf(data)).toEqual({ clips: data, isPartial: false });
	expect(clipsOf([])).toEqual({ clips: [], isPartial: false });
});

test('the clips of a grouped page have what stands at their video', () => {
	const { clips } = clipsOf([
		{
			id: 'a',
			user_metadata: { n: 1 },
			clips: [{ start: 0 }, { start: 6, user_metadata: { n: 2 } }],
		},
		{ id: 'b', clips: [{ start: 0, video_id: 'b' }] },
		{ id: 'c', clips: [] },
	]) ?? { clips: [] };
	expect(clips).toEqual([
		{ video_id: 'a', start: 0, user_metadata: { n: 1 } },
		{ video_id: 'a', start: 6, user_metadata: { n: 2 } },
		{ video_id: 'b', start: 0 },
	]);
});

test('what is no clip of a video is left out, and the page says so', () => {
	const page = clipsOf([clip(0), null, { start: 6 }, { id: 'v', clips: ['text', { start: 9 }] }]);
	expect(page).toEqual({ clips: [clip(0), { video_id: 'v', start: 9 }], isPartial: true });
});

test('the ID of a video is text', () => {
	expect(clipsOf([{ video_id: 7 }])?.clips).toEqual([{ video_id: '7' }]);
});

test.each([[undefined], ['text'], [{}], [[{ ok: true }]], [[null]]])(
	'%j is no list of clips',
	(data) => {
		expect(clipsOf(data)).toBeUndefined();
	},
);

test('a clip is the same by its video and its times, whatever its rank', () => {
	expect(keyOf(clip(6, { rank: 1 }))).toBe(keyOf(clip(6, { rank: 9 })));
	const keys = [clip(6), clip(7), { ...clip(6), end: 13 }, { ...clip(6), video_id: 'w' }].map(
		keyOf,
	);
	expect(new Set(keys).size).toBe(4);
});

test.each([
	[0, '00:00:00'],
	[59.99, '00:00:59'],
	[604, '00:10:04'],
	[3_600, '01:00:00'],
	[14_399.5, '03:59:59'],
	[360_000, '100:00:00'],
])('a clip that begins at %d s has the timestamp %s', (start, timestamp) => {
	expect(simplifiedClip({ start, end: start + 1 }, 'i')).toMatchObject({ timestamp });
});

test('its duration is as round as its times, and without times it has none', () => {
	expect(simplifiedClip({ start: 0.1, end: 0.3 }, 'i')).toMatchObject({ duration: 0.2 });
	expect(simplifiedClip({ start: null, end: 6 }, 'i')).toMatchObject({
		duration: undefined,
		timestamp: undefined,
	});
});
