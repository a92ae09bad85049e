import type { IDataObject, UserError } from 'n8n-workflow';

import { outputShape, selected, withoutGaps } from '../../nodes/shared/output';
import { simplifiedIndexedAsset } from '../../nodes/TwelveLabs/resources/indexedAsset/simplified';

const shaped = (parameters: IDataObject, entity: IDataObject) =>
	outputShape({ parameter: (name) => parameters[name] }, (entry) => ({
		_id: entry._id,
		width: (entry.system_metadata as IDataObject | undefined)?.width,
		index_id: 'i1',
	}))(entity);

const ENTITY = { _id: 'a', system_metadata: { width: 640, height: 360 }, status: null };

test('simplified leaves out what the answer lacks, raw is the answer itself', () => {
	expect(shaped({ output: 'simplified' }, ENTITY)).toEqual({
		_id: 'a',
		width: 640,
		index_id: 'i1',
	});
	expect(shaped({ output: 'simplified' }, { _id: 'a' })).toEqual({ _id: 'a', index_id: 'i1' });
	expect(shaped({ output: 'raw' }, ENTITY)).toEqual(ENTITY);
	const gaps = { _id: 'a', none: undefined, no: null, zero: 0, empty: '', is: false };
	expect(Object.keys(withoutGaps(gaps))).toEqual(['_id', 'zero', 'empty', 'is']);
});

test.each([
	['_id, system_metadata.width'],
	['["_id","system_metadata.width"]'],
	[['_id', ' system_metadata.width ', '']],
])('selected returns the fields of %j as the answer holds them', (fields) => {
	expect(shaped({ output: 'selected', fields }, ENTITY)).toEqual({
		_id: 'a',
		system_metadata: { width: 640 },
	});
});

test('names of the simplified form can be selected too, and a name that nothing has gives nothing', () => {
	expect(shaped({ output: 'selected', fields: 'width, index_id, colour' }, ENTITY)).toEqual({
		width: 640,
		index_id: 'i1',
	});
});

test.each(['', ' , ', '[]', []])('refuses %j as a selection', (fields) => {
	const shape = () => shaped({ output: 'selected', fields }, ENTITY);
	expect(shape).toThrow(/^Fields is empty$/);
	let error: unknown;
	try {
		shape();
	} catch (thrown) {
		error = thrown;
	}
	expect((error as UserError).description).toContain('choose another Output');
});

test.each([
	[{ output: 'all' }, 'Output: "all" is none of simplified, raw, selected'],
	[{ output: 'selected', fields: 7 }, 'Fields: 7 is not a list'],
	[{ output: 'selected', fields: '[{}]' }, 'Fields: {} is not text'],
])('refuses %j', (parameters, message) => {
	expect(() => shaped(parameters as IDataObject, ENTITY)).toThrow(message);
});

describe('a selection', () => {
	test('of two fields inside one keeps both', () => {
		expect(selected({ a: { b: 1, c: 2, d: 3 } }, ['a.b', 'a.c'])).toEqual({ a: { b: 1, c: 2 } });
	});

	test('of what is not there is empty, without anything of the way there', () => {
		expect(selected({ a: { b: 1 } }, ['a.c', 'b.c', 'c'])).toEqual({});
		// A name that begins like another one.
		expect(selected({ a: { ab: 1 } }, ['ab'])).toEqual({});
		expect(selected({ '': { a: 1 } }, ['.a'])).toEqual({ '': { a: 1 } });
	});

	test('looks into objects only', () => {
		const entity = { text: 'abc', none: null, list: ['abc', null, [1]] };
		const paths = ['text.length', 'none.a', 'list.length'];
		expect(selected(entity as IDataObject, paths)).toEqual({ list: [{}, {}, {}] });
	});

	test('of a list and of fields in it keeps the list', () => {
		const entity = { words: [{ text: 'hi', start: 0 }, null, 7] } as IDataObject;
		expect(selected(entity, ['words', 'words.text'])).toEqual({
			words: [{ text: 'hi', start: 0 }, {}, {}],
		});
	});

	test('of fields in a list takes them of each entry', () => {
		const entity = { words: [{ text: 'hi', start: 0, end: 1 }, { text: 'you', start: 1 }, null] };
		expect(selected(entity as IDataObject, ['words.text', 'words.start'])).toEqual({
			words: [{ text: 'hi', start: 0 }, { text: 'you', start: 1 }, {}],
		});
	});

	test('knows keys with dots, null, and keys that JavaScript treats specially', () => {
		const entity = JSON.parse(
			'{"user_metadata":{"a.b":1,"__proto__":2,"none":null},"toString":3}',
		) as IDataObject;
		const paths = ['user_metadata.a.b', 'user_metadata.__proto__', 'user_metadata.none'];
		expect(JSON.stringify(selected(entity, paths))).toBe(
			'{"user_metadata":{"a.b":1,"__proto__":2,"none":null}}',
		);
		expect(selected({}, ['toString', 'constructor.name'])).toEqual({});
	});
});

test('an indexed asset is simplified to ten flat fields, ids first', () => {
	const answer = {
		_id: 'x',
		asset_id: 'a',
		status: 'failed',
		created_at: '2026-01-01T00:00:00Z',
		updated_at: '2026-01-02T00:00:00Z',
		indexed_at: '2026-01-03T00:00:00Z',
		system_metadata: { filename: 'clip.mp4', duration: 7, width: 640 },
		hls: { video_url: 'https://example.com/a.m3u8', thumbnail_urls: [] },
		error_reason: 'video_file_broken',
		user_metadata: { season: 7 },
	};
	expect(Object.entries(simplifiedIndexedAsset(answer, 'i'))).toEqual([
		['_id', 'x'],
		['asset_id', 'a'],
		['index_id', 'i'],
		['filename', 'clip.mp4'],
		['status', 'failed'],
		['duration', 7],
		['created_at', '2026-01-01T00:00:00Z'],
		['indexed_at', '2026-01-03T00:00:00Z'],
		['hls_url', 'https://example.com/a.m3u8'],
		['reason', 'video_file_broken'],
	]);
});
