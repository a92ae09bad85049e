import fc from 'fast-check';

import { Lanes } from '../../../nodes/api/pacing/lanes';

/** An entry that nobody stops. */
interface Entry {
	n: number;
	stop(): void;
}

const entry = (n: number): Entry => ({ n, stop: () => {} });

function filled(entries: Array<[lane: string, n: number]>): Lanes<Entry> {
	const lanes = new Lanes<Entry>();
	for (const [lane, n] of entries) lanes.add(lane, entry(n));
	return lanes;
}

function emptied(lanes: Lanes<Entry>): number[] {
	const all: number[] = [];
	while (lanes.size > 0) {
		const next = lanes.next();
		if (next === undefined) throw new Error('Not empty, and yet nothing is next');
		all.push(next.n);
	}
	return all;
}

const isEven = ({ n }: Entry) => n % 2 === 0;

test('a lane is a queue', () => {
	const lanes = filled([
		['a', 1],
		['a', 2],
		['a', 3],
	]);
	expect(emptied(lanes)).toEqual([1, 2, 3]);
	expect(lanes.next()).toBeUndefined();
});

test('lanes take turns, in the order in which they came', () => {
	const lanes = filled([
		['a', 1],
		['a', 2],
		['a', 3],
		['b', 11],
		['b', 12],
		['c', 21],
	]);
	expect(emptied(lanes)).toEqual([1, 11, 21, 2, 12, 3]);
});

test('a lane that comes later has its turn after those that are there', () => {
	const lanes = filled([
		['a', 1],
		['a', 2],
		['b', 11],
	]);
	expect(lanes.next()?.n).toBe(1);
	lanes.add('c', entry(21));
	expect(emptied(lanes)).toEqual([11, 2, 21]);
});

test('who comes back stands where it stood before', () => {
	const lanes = new Lanes<Entry>();
	const ranks = [1, 2, 3].map((n) => {
		const rank = lanes.newRank();
		lanes.add('a', entry(n), rank);
		return rank;
	});
	lanes.next();
	lanes.next();
	lanes.add('a', entry(2), ranks[1]);
	lanes.add('a', entry(1), ranks[0]);
	expect(emptied(lanes)).toEqual([1, 2, 3]);
});

test('what is taken out is gone from every lane, and the others stay in order', () => {
	const lanes = filled([
		['a', 1],
		['a', 2],
		['b', 12],
		['a', 4],
		['a', 5],
	]);
	const taken = lanes.takeOut(isEven).map(({ n }) => n);
	expect(taken.sort((a, b) => a - b)).toEqual([2, 4, 12]);
	expect(lanes.some(isEven)).toBe(false);
	expect(emptied(lanes)).toEqual([1, 5]);
});

test('lanes from which all was taken out are empty', () => {
	const lanes = filled([
		['a', 2],
		['b', 4],
	]);
	lanes.takeOut(isEven);
	expect(lanes.size).toBe(0);
});

test('some looks into every lane', () => {
	const lanes = filled([
		['a', 1],
		['b', 3],
		['b', 4],
	]);
	expect(lanes.some(isEven)).toBe(true);
	expect(lanes.some(({ n }) => n > 4)).toBe(false);
	expect(new Lanes<Entry>().some(() => true)).toBe(false);
});

test('whatever is put in comes out once, and each lane in its order', () => {
	fc.assert(
		fc.property(fc.array(fc.constantFrom('a', 'b', 'c')), (names) => {
			const out = emptied(filled(names.map((lane, n) => [lane, n])));
			expect([...out].sort((a, b) => a - b)).toEqual([...names.keys()]);
			for (const name of ['a', 'b', 'c']) {
				const own = out.filter((n) => names[n] === name);
				expect(own).toEqual([...own].sort((a, b) => a - b));
			}
		}),
	);
});
