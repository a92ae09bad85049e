import { Bench, closedUntil } from './bench';

const only = (names: string[], key: string): string[] =>
	names.filter((name) => name.startsWith(key));

const numbered = (key: string, count: number): string[] =>
	Array.from({ length: count }, (_, n) => `${key}${n + 1}`);

test('a key is served in order', async () => {
	const bench = new Bench();
	await bench.run(bench.requests(500));
	expect(bench.names).toEqual(numbered('a', 500));
});

test('two keys take turns', async () => {
	const bench = new Bench();
	await bench.run([
		...bench.requests(8, { key: 'full' }),
		...bench.requests(20, { key: 'a' }),
		...bench.requests(20, { key: 'b' }),
	]);
	const keys = bench.names.slice(8, 48).map((name) => name[0]);
	expect(keys).toEqual(Array.from({ length: 40 }, (_, n) => (n % 2 === 0 ? 'a' : 'b')));
});

test('a new key with one request does not wait for 10,000 of another key', async () => {
	const bench = new Bench();
	const many = bench.requests(10_000);
	await bench.clock.pass(25);
	const sentBefore = bench.sent.length;
	await bench.run([...bench.requests(1, { key: 'b' }), ...many]);
	expect(bench.names.indexOf('b1') - sentBefore).toBeLessThanOrEqual(2);
});

test('a new key during a pause is among the first after it', async () => {
	const bench = new Bench(closedUntil(5_000));
	const many = bench.requests(10_000);
	await bench.clock.pass(1_000);
	const one = bench.request('b1', { key: 'b' });
	await bench.run([one]);
	expect(bench.names.indexOf('b1')).toBeLessThanOrEqual(8 + 2);
	bench.judge = closedUntil(0);
	await bench.run(many);
});

test('within each key the order is kept across keys that come and go', async () => {
	const bench = new Bench();
	const work = [...bench.requests(100), ...bench.requests(30, { key: 'b' })];
	await bench.clock.pass(30);
	await bench.run([...work, ...bench.requests(50, { key: 'c' })]);
	expect(only(bench.names, 'a')).toEqual(numbered('a', 100));
	expect(only(bench.names, 'b')).toEqual(numbered('b', 30));
	expect(only(bench.names, 'c')).toEqual(numbered('c', 50));
});

test('a rejected request leaves before those of its key that came later', async () => {
	const bench = new Bench(closedUntil(1_000));
	await bench.run(bench.requests(40));
	const again = bench.names.slice(8);
	expect(again.slice(0, 8).sort()).toEqual(numbered('a', 8));
	expect(again.slice(8)).toEqual(numbered('a', 40).slice(8));
});
