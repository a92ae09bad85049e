import {
	withAdditionalFields,
	withAdditionalFormFields,
} from '../../../nodes/TwelveLabs/fields/additionalFields';

test('a form holds further fields as text, and each entry of a list under its name', () => {
	const more = { threshold: 0.5, deep: { a: 1 }, on: true, word: 'a b', list: ['a', 2, { b: 3 }] };
	expect(withAdditionalFormFields({ index_id: 'i' }, JSON.stringify(more))).toEqual({
		index_id: 'i',
		threshold: '0.5',
		deep: '{"a":1}',
		on: 'true',
		word: 'a b',
		list: ['a', '2', '{"b":3}'],
	});
});

test('a field that the node sets itself is refused', () => {
	expect(() => withAdditionalFormFields({ index_id: 'i' }, { index_id: 'j' })).toThrow(
		'"index_id" is set by the node already',
	);
});

describe('further fields of a body', () => {
	const BODY = {
		model_name: 'marengo3.5',
		video: { media_source: { asset_id: 'a' }, segmentation: { temporal: { strategy: 'fixed' } } },
		list: [1],
	};

	test('inside an object are added to it, at any depth', () => {
		const more = {
			video: {
				fused_embedding: true,
				embedding_scope: ['local'],
				segmentation: { temporal: { more: 1 }, spatial: {} },
			},
			deep: { a: 1 },
		};
		expect(withAdditionalFields(BODY, JSON.stringify(more))).toEqual({
			model_name: 'marengo3.5',
			video: {
				media_source: { asset_id: 'a' },
				fused_embedding: true,
				embedding_scope: ['local'],
				segmentation: { temporal: { strategy: 'fixed', more: 1 }, spatial: {} },
			},
			list: [1],
			deep: { a: 1 },
		});
		expect(BODY.video).not.toHaveProperty('fused_embedding');
	});

	test.each([
		['{"model_name":"other"}', 'model_name'],
		['{"video":5}', 'video'],
		['{"list":[2]}', 'list'],
		[
			'{"video":{"segmentation":{"temporal":{"strategy":"dynamic"}}}}',
			'video.segmentation.temporal.strategy',
		],
		['{"video":{"media_source":{"asset_id":"b"}}}', 'video.media_source.asset_id'],
		['{"video":{"media_source":{"url":"b"}}}', 'video.media_source.url'],
		['{"video":{"media_source":{"base64_string":"b"}}}', 'video.media_source.base64_string'],
	])('never replace what the node sets, nor name another file: %s', (more, name) => {
		expect(() => withAdditionalFields(BODY, more)).toThrow(
			`Additional Fields (JSON): "${name}" is set by the node already`,
		);
	});

	test('a key such as __proto__ is a field like any other', () => {
		const body = withAdditionalFields({ a: { b: 1 } }, '{"__proto__":{"x":1},"a":{"__proto__":2}}');
		expect(JSON.stringify(body)).toBe('{"a":{"b":1,"__proto__":2},"__proto__":{"x":1}}');
	});
});
