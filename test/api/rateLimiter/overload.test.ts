import type { Outcome } from '../../../nodes/api/client/outcome';
import { Bench, closedUntil, kinds } from './bench';
import { answered, done, rateLimited } from './quota';

const notSent: Outcome = { kind: 'notSent', cause: new Error('ECONNREFUSED') };
const noAnswer: Outcome = { kind: 'indeterminate', cause: new Error('ECONNRESET') };
const unavailable: Outcome = answered('indeterminate');

describe.each([
	['no connection', notSent],
	['no answer', noAnswer],
	['a server that cannot', unavailable],
])('%s', (_, lost) => {
	test('goes to the caller, which decides whether it is repeated', async () => {
		const bench = new Bench(() => lost);
		const outcomes = await bench.run(bench.requests(20));
		expect(outcomes.every((outcome) => outcome === lost)).toBe(true);
		expect(bench.sent).toHaveLength(20);
	});

	test('lowers the concurrency limit to two and not to one, since that may hang', async () => {
		const bench = new Bench(() => lost);
		await bench.run(bench.requests(30));
		bench.maxInFlight = 0;
		bench.judge = () => done();
		await bench.run(bench.requests(10));
		expect(bench.maxInFlight).toBe(2);
	});

	test('halves the concurrency limit once for all that were in flight together', async () => {
		const bench = new Bench(() => lost);
		await bench.run(bench.requests(8));
		bench.maxInFlight = 0;
		bench.judge = () => done();
		await bench.run(bench.requests(10));
		expect(bench.maxInFlight).toBe(4);
	});

	test('lets the concurrency limit rise again when it has passed', async () => {
		const bench = new Bench(() => lost);
		await bench.run(bench.requests(30));
		bench.judge = () => done();
		await bench.run(bench.requests(200));
		expect(bench.maxInFlight).toBeGreaterThanOrEqual(12);
	});

	test('sets no alarm, since it shows nothing of a quota', async () => {
		const bench = new Bench(() => lost);
		await bench.run(bench.requests(20));
		expect(bench.maxAlarms).toBe(0);
	});
});

test.each([
	['no connection', notSent],
	['no answer', noAnswer],
])('%s of a probe makes the next request the probe, alone', async (_, lost) => {
	const bench = new Bench(closedUntil(5_000));
	const closed = bench.judge;
	bench.judge = (now) => {
		if (now < 5_000) return closed(now, '');
		return bench.sent.length < 12 ? lost : done();
	};
	const outcomes = await bench.run(bench.requests(40));
	expect(kinds(outcomes).filter((kind) => kind === lost.kind)).toHaveLength(3);
	const probes = bench.sent.slice(8, 13);
	for (const [n, { at }] of probes.entries()) {
		if (n > 0) expect(at).toBeGreaterThanOrEqual(probes[n - 1].answeredAt ?? Infinity);
	}
});

test('a probe that throws makes the next request the probe', async () => {
	const bench = new Bench(closedUntil(5_000));
	const closed = bench.judge;
	bench.judge = (now, name) => {
		if (now >= 5_000 && bench.sent.length === 9) throw new Error('a domain that is not allowed');
		return closed(now, name);
	};
	const results = await bench.clock.run(Promise.allSettled(bench.requests(40)));
	expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(1);
	expect(bench.limiter.isIdle).toBe(true);
});

test('lost requests between rejections: every caller gets an outcome', async () => {
	const answers = [
		done(),
		notSent,
		rateLimited({ resetsInMs: 50 }),
		noAnswer,
		unavailable,
		rateLimited(),
	];
	const bench = new Bench();
	bench.judge = () => answers[bench.sent.length % answers.length];
	const outcomes = await bench.run(bench.requests(300));
	expect(outcomes).toHaveLength(300);
	expect(bench.limiter.isIdle).toBe(true);
});

test('requests that TwelveLabs can never process do not slow down the others', async () => {
	const cannot: Outcome = {
		kind: 'indeterminate',
		response: { statusCode: 500, headers: {}, body: {} },
		limit: {},
	};
	const bench = new Bench((_, name) => (name.startsWith('b') ? cannot : done()));
	await bench.run([...bench.requests(200), ...bench.requests(200, { key: 'b' })]);
	expect(bench.maxInFlight).toBeGreaterThanOrEqual(16);
});
