import { searchFilter, searchFilters } from '../../../../nodes/TwelveLabs/resources/search/filters';

const ID = '69a1ca02f2b84d3c9e7a1b42';
const rows = (...fields: object[]) => ({ userMetadata: { fields } }) as never;

test('every filter has its place in the object that the API takes', () => {
	expect(
		searchFilter({
			filename: 'keynote.mp4',
			indexedAssetIds: `${ID}, 69a1ca02f2b84d3c9e7a1b43`,
			durationGte: 10,
			durationLte: '60',
			heightGte: 360,
			sizeLte: 1e9,
			widthLte: 1920,
			...(rows(
				{ key: 'category', type: 'string', value: 'demo' },
				{ key: 'season', type: 'integer', numberValue: 7 },
				{ key: 'draft', type: 'boolean', booleanValue: 'false' },
			) as object),
			filterJson: '{"score": {"gte": 2, "lte": 3}}',
		}),
	).toEqual({
		id: [ID, '69a1ca02f2b84d3c9e7a1b43'],
		filename: 'keynote.mp4',
		duration: { gte: 10, lte: 60 },
		height: { gte: 360 },
		size: { lte: 1e9 },
		width: { lte: 1920 },
		category: 'demo',
		season: 7,
		draft: false,
		score: { gte: 2, lte: 3 },
	});
});

test('a filter that was added but left empty filters nothing', () => {
	for (const filters of [
		{},
		{ filename: '', indexedAssetIds: '', userMetadata: {}, filterJson: '' },
		{ filterJson: '{}', durationGte: 0, widthLte: '' },
		{ filename: null, filterJson: undefined, indexedAssetIds: ' , ' },
	]) {
		expect(searchFilter(filters as never)).toEqual({});
	}
});

test.each([
	[{ durationGte: 'long' }, /^Duration From: "long" is not a number/],
	[{ filename: { a: 1 } }, /^Filename: /],
	[{ indexedAssetIds: '../indexes' }, /^Indexed Asset/],
	[{ indexedAssetIds: [] }, /^Indexed Asset IDs is an empty list/],
	[{ filterJson: 'season = 7' }, /^Filter \(JSON\): "season = 7" is not a JSON object/],
	[{ filterJson: '[1]' }, /^Filter \(JSON\): "\[1\]" is not a JSON object/],
	[{ filterJson: '{"a": 1, "a": 2}' }, /^Filter \(JSON\): "a" stands twice/],
	[
		{ filename: 'a.mp4', filterJson: { filename: 'b.mp4' } },
		/^Filter \(JSON\): "filename" is set by another filter already/,
	],
	[
		{ durationLte: 9, filterJson: { duration: { gte: 1 } } },
		/^Filter \(JSON\): "duration" is set by another filter already/,
	],
	[rows({ key: 'duration', value: '9' }), /^User Metadata: "duration" has a meaning of its own/],
	[rows({ key: 'id', value: '9' }), /^User Metadata: "id" has a meaning of its own/],
	[
		rows({ key: 'season', type: 'integer', numberValue: 'seven' }),
		/^User Metadata "season": "seven" is not a number/,
	],
])('%j is refused by name, before anything is sent', (filters, message) => {
	expect(() => searchFilter(filters as never)).toThrow(message);
});

test('a key such as __proto__ is a key like any other', () => {
	const filter = searchFilter(rows({ key: '__proto__', type: 'string', value: 'x' }));
	expect(Object.keys(filter)).toEqual(['__proto__']);
});

test('the panel has both ends of every range but the frame rate, which no search can be narrowed to', () => {
	const names = searchFilters.map(({ name }) => name);
	expect(names).toEqual([
		...['filename', 'indexedAssetIds', 'userMetadata'],
		...['duration', 'width', 'height', 'size'].flatMap((name) => [`${name}Gte`, `${name}Lte`]),
		'filterJson',
	]);
});
