import {
	filterOptions,
	filterQuery,
} from '../../../../nodes/TwelveLabs/resources/indexedAsset/filters';

test('every filter of the list call has its place in the query', () => {
	expect(
		filterQuery(
			{
				createdAt: '2026-01-02T03:04:05Z',
				updatedAt: '2026-01-02T03:04:05',
				filename: 'keynote.mp4',
				status: ['ready', 'failed'],
				durationGte: 10,
				durationLte: 60,
				fpsGte: 24,
				fpsLte: 60,
				heightGte: 360,
				heightLte: 1080,
				sizeGte: 1,
				sizeLte: 1e9,
				widthGte: 640,
				widthLte: 1920,
				userMetadata: {
					fields: [
						{ key: 'category', type: 'string', value: 'demo' },
						{ key: 'season', type: 'integer', value: 7 },
					],
				},
			},
			'Europe/Berlin',
		),
	).toEqual({
		created_at: '2026-01-02T03:04:05Z',
		updated_at: '2026-01-02T02:04:05Z',
		filename: 'keynote.mp4',
		status: ['ready', 'failed'],
		'duration[gte]': 10,
		'duration[lte]': 60,
		'fps[gte]': 24,
		'fps[lte]': 60,
		'height[gte]': 360,
		'height[lte]': 1080,
		'size[gte]': 1,
		'size[lte]': 1e9,
		'width[gte]': 640,
		'width[lte]': 1920,
		category: 'demo',
		season: 7,
	});
});

test('a filter that was added but left empty filters nothing', () => {
	for (const filters of [
		{},
		{ filename: '', createdAt: '', status: [], userMetadata: {} },
		{ durationGte: '', durationLte: null, fpsLte: undefined },
	]) {
		expect(filterQuery(filters, 'UTC')).toEqual({
			status: ['pending', 'queued', 'indexing', 'ready', 'failed'],
		});
	}
});

test.each([0, '0', ' 0 ', '0.0'])(
	'%p is no limit, since a range starts at 0 when it is added',
	(zero) => {
		const ranges = filterOptions.filter(({ type }) => type === 'number').map(({ name }) => name);
		expect(ranges).toHaveLength(10);
		const filters = Object.fromEntries(ranges.map((name) => [name, zero]));
		expect(filterQuery(filters, 'UTC')).toEqual({
			status: ['pending', 'queued', 'indexing', 'ready', 'failed'],
		});
	},
);

test.each([
	[{ status: ['done'] }, 'Status: "done" is none of'],
	[{ durationGte: 'long' }, 'Duration From: "long" is not a number'],
	[{ createdAt: 'soon' }, 'Created After: "soon" is not a date'],
	[{ filename: {} }, 'Filename: {} is not text'],
	[
		{ userMetadata: { fields: [{ key: 'page', type: 'integer', value: 2 }] } },
		'User Metadata: "page" has a meaning of its own',
	],
])('refuses %j', (filters, message) => {
	expect(() => filterQuery(filters as never, 'UTC')).toThrow(message);
});

test.each(['constructor', '__proto__', 'duration[gte]', 'user_metadata'])(
	'refuses the metadata key %s, by which the list would not be filtered',
	(key) => {
		const filters = { userMetadata: { fields: [{ key, type: 'integer', value: 2 }] } };
		expect(() => filterQuery(filters, 'UTC')).toThrow(
			`User Metadata: "${key}" has a meaning of its own`,
		);
	},
);

test('the names that workflows store are those that were promised, the most used first', () => {
	expect(filterOptions.map(({ name }) => name)).toEqual([
		...['filename', 'status', 'userMetadata', 'createdAt', 'updatedAt'],
		...['durationGte', 'durationLte', 'widthGte', 'widthLte', 'heightGte', 'heightLte'],
		...['fpsGte', 'fpsLte', 'sizeGte', 'sizeLte'],
	]);
	expect(filterOptions[5].displayName).toBe('Duration From (Seconds)');
});

test('every filter says what it does', () => {
	expect(filterOptions.filter(({ description }) => !description)).toEqual([]);
});
