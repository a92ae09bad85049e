import { unflatten } from '../../scripts/n8n/flatted';

describe('unflatten', () => {
	it('reads nested objects and arrays, in which strings point into the list', () => {
		const text = JSON.stringify([
			{ a: '1', b: '2', n: 7, no: null },
			['3', '3', true],
			'x',
			{ c: '2' },
		]);
		expect(unflatten(text)).toEqual({
			a: [{ c: 'x' }, { c: 'x' }, true],
			b: 'x',
			n: 7,
			no: null,
		});
	});

	it('keeps a text with the form of an index a text', () => {
		expect(unflatten(JSON.stringify([{ a: '1' }, '0']))).toEqual({ a: '0' });
	});

	it('reads circles', () => {
		const value = unflatten(JSON.stringify([{ self: '0', list: '1' }, ['0']])) as {
			self: unknown;
			list: unknown[];
		};
		expect(value.self).toBe(value);
		expect(value.list[0]).toBe(value);
	});

	it('keeps a key such as __proto__ a key', () => {
		const value = unflatten('[{"__proto__":"1"},"x"]') as object;
		expect(Object.keys(value)).toEqual(['__proto__']);
	});
});
