import fc from 'fast-check';

import { FairQueue } from '../../../nodes/api/rateLimiter/fairQueue';

/** An entry that is never stopped. */
interface Entry {
	n: number;
	stop(): void;
}

const entry = (n: number): Entry => ({ n, stop: () => {} });

function filled(entries: Array<[key: string, n: number]>): FairQueue<Entry> {
	const keys = new FairQueue<Entry>();
	for (const [key, n] of entries) keys.add(key, entry(n));
	return keys;
}

function emptied(keys: FairQueue<Entry>): number[] {
	const all: number[] = [];
	while (keys.size > 0) {
		const next = keys.next();
		if (next === undefined) throw new Error('Not empty, and yet nothing is next');
		all.push(next.n);
	}
	return all;
}

const isEven = ({ n }: Entry) => n % 2 === 0;

test('a key is a queue', () => {
	const keys = filled([
		['a', 1],
		['a', 2],
		['a', 3],
	]);
	expect(emptied(keys)).toEqual([1, 2, 3]);
	expect(keys.next()).toBeUndefined();
});

test('keys take turns, in the order in which they came', () => {
	const keys = filled([
		['a', 1],
		['a', 2],
		['a', 3],
		['b', 11],
		['b', 12],
		['c', 21],
	]);
	expect(emptied(keys)).toEqual([1, 11, 21, 2, 12, 3]);
});

test('a key that comes later has its turn after those that are there', () => {
	const keys = filled([
		['a', 1],
		['a', 2],
		['b', 11],
	]);
	expect(keys.next()?.n).toBe(1);
	keys.add('c', entry(21));
	expect(emptied(keys)).toEqual([11, 2, 21]);
});

test('an entry that is put back comes before the others of its key', () => {
	const queue = filled([
		['a', 1],
		['a', 2],
		['b', 11],
		['a', 3],
	]);
	expect(queue.next()?.n).toBe(1);
	queue.putBack('a', entry(1));
	expect(emptied(queue)).toEqual([11, 1, 2, 3]);
});

test('what is removed is gone from every key, and the others stay in order', () => {
	const keys = filled([
		['a', 1],
		['a', 2],
		['b', 12],
		['a', 4],
		['a', 5],
	]);
	const removed = keys.remove(isEven).map(({ n }) => n);
	expect(removed.sort((a, b) => a - b)).toEqual([2, 4, 12]);
	expect(keys.some(isEven)).toBe(false);
	expect(emptied(keys)).toEqual([1, 5]);
});

test('keys from which all was removed are empty', () => {
	const keys = filled([
		['a', 2],
		['b', 4],
	]);
	keys.remove(isEven);
	expect(keys.size).toBe(0);
});

test('some reads every key', () => {
	const keys = filled([
		['a', 1],
		['b', 3],
		['b', 4],
	]);
	expect(keys.some(isEven)).toBe(true);
	expect(keys.some(({ n }) => n > 4)).toBe(false);
	expect(new FairQueue<Entry>().some(() => true)).toBe(false);
});

test('whatever is put in comes out once, and each key in its order', () => {
	fc.assert(
		fc.property(fc.array(fc.constantFrom('a', 'b', 'c')), (names) => {
			const out = emptied(filled(names.map((key, n) => [key, n])));
			expect([...out].sort((a, b) => a - b)).toEqual([...names.keys()]);
			for (const name of ['a', 'b', 'c']) {
				const own = out.filter((n) => names[n] === name);
				expect(own).toEqual([...own].sort((a, b) => a - b));
			}
		}),
	);
});
