import { isSameId, textId } from '../../nodes/api/ids';

test('an ID is a text that is not empty, or a whole number as text', () => {
	expect(['a1', 7, 0].map(textId)).toEqual(['a1', '7', '0']);
	for (const value of ['', 1.5, NaN, null, undefined, {}, ['a'], true, 2 ** 53]) {
		expect(textId(value)).toBeUndefined();
	}
});

test('IDs are the same in either case, and as numbers', () => {
	expect(isSameId('aB1', 'Ab1')).toBe(true);
	expect(isSameId(7, '7')).toBe(true);
	expect(isSameId('aB2', 'Ab1')).toBe(false);
	expect(isSameId(null, 'a')).toBe(false);
});
