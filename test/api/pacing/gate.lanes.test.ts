import { Bench, closedUntil } from './bench';

const only = (names: string[], lane: string): string[] =>
	names.filter((name) => name.startsWith(lane));

const numbered = (lane: string, count: number): string[] =>
	Array.from({ length: count }, (_, n) => `${lane}${n + 1}`);

test('a lane is served in order', async () => {
	const bench = new Bench();
	await bench.run(bench.visits(500));
	expect(bench.names).toEqual(numbered('a', 500));
});

test('two lanes take turns', async () => {
	const bench = new Bench();
	await bench.run([
		...bench.visits(8, { lane: 'full' }),
		...bench.visits(20, { lane: 'a' }),
		...bench.visits(20, { lane: 'b' }),
	]);
	const lanes = bench.names.slice(8, 48).map((name) => name[0]);
	expect(lanes).toEqual(Array.from({ length: 40 }, (_, n) => (n % 2 === 0 ? 'a' : 'b')));
});

test('a newcomer with one request does not wait for 10,000 of another lane', async () => {
	const bench = new Bench();
	const many = bench.visits(10_000);
	await bench.clock.pass(25);
	const sentBefore = bench.sent.length;
	await bench.run([...bench.visits(1, { lane: 'b' }), ...many]);
	expect(bench.names.indexOf('b1') - sentBefore).toBeLessThanOrEqual(2);
});

test('a newcomer during a pause is among the first after it', async () => {
	const bench = new Bench(closedUntil(5_000));
	const many = bench.visits(10_000);
	await bench.clock.pass(1_000);
	const one = bench.visit('b1', { lane: 'b' });
	await bench.run([one]);
	expect(bench.names.indexOf('b1')).toBeLessThanOrEqual(8 + 2);
	bench.judge = closedUntil(0);
	await bench.run(many);
});

test('within each lane the order is kept across lanes that come and go', async () => {
	const bench = new Bench();
	const work = [...bench.visits(100), ...bench.visits(30, { lane: 'b' })];
	await bench.clock.pass(30);
	await bench.run([...work, ...bench.visits(50, { lane: 'c' })]);
	expect(only(bench.names, 'a')).toEqual(numbered('a', 100));
	expect(only(bench.names, 'b')).toEqual(numbered('b', 30));
	expect(only(bench.names, 'c')).toEqual(numbered('c', 50));
});

test('what was refused goes before those of its lane that came later', async () => {
	const bench = new Bench(closedUntil(1_000));
	await bench.run(bench.visits(40));
	const again = bench.names.slice(8);
	expect(again.slice(0, 8).sort()).toEqual(numbered('a', 8));
	expect(again.slice(8)).toEqual(numbered('a', 40).slice(8));
});

test('what was refused goes again in the order in which it came', async () => {
	const bench = new Bench(closedUntil(1_000));
	await bench.run(bench.visits(40));
	expect(bench.names.slice(8)).toEqual(numbered('a', 40));
});
