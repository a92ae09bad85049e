import { withAdditionalFormFields } from '../../../nodes/TwelveLabs/fields/additionalFields';

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
