import { isEmpty, isRecord, saidBy, text } from '../../nodes/api/body';

test('a record is an object, and no list', () => {
	expect([{}, { a: 1 }, Object.create(null)].every(isRecord)).toBe(true);
	expect([null, undefined, [], 'a', 7, () => 1].some(isRecord)).toBe(false);
});

test('a body may be empty', () => {
	expect([undefined, null, ''].every(isEmpty)).toBe(true);
	expect([{}, [], ' ', 0, false].some(isEmpty)).toBe(false);
});

test('a text says something, and is cut before anything reads it', () => {
	expect(text('a')).toBe('a');
	for (const value of ['', 7, null, undefined, {}]) expect(text(value)).toBeUndefined();
	expect(text('x'.repeat(1_000))).toHaveLength(1_000);
	expect(text('x'.repeat(1_001))).toBe(`${'x'.repeat(999)}…`);
	expect(text('abc', 2)).toBe('a…');
});

test('TwelveLabs says what went wrong in one of two shapes', () => {
	const said = { code: 'x', message: 'Not now' };
	expect(saidBy(said)).toEqual(said);
	expect(saidBy({ error: said, code: 'other' })).toEqual(said);
	expect(saidBy({ error: 'text', ...said })).toEqual(said);
	expect(saidBy({ code: 7, message: '' })).toEqual({});
	expect(saidBy({ code: 'x'.repeat(200) }).code).toHaveLength(100);
	for (const body of [undefined, null, '', '<html>', [said], 7]) expect(saidBy(body)).toEqual({});
});
