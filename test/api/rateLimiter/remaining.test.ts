import { RateLimiter } from '../../../nodes/api/rateLimiter/rateLimiter';
import type { RateLimit } from '../../../nodes/api/rateLimiter/rateLimit';
import { Bench, kinds } from './bench';
import { done, rateLimited, QuotaServer } from './quota';
import { VirtualClock } from './virtualClock';

const HOUR_MS = 3_600_000;

/** A bench whose server says the same with every answer. */
const always = (limit: RateLimit): Bench => new Bench(() => done(limit));

test.each([
	['the server counts before it answers', 6],
	['answers take long', 400],
	['answers overtake each other', undefined],
])('in fixed windows nothing is sent beyond what remains, when %s', async (_, latencyMs) => {
	let turn = 0;
	const clock = new VirtualClock(10_400);
	const server = new QuotaServer(clock, {
		limit: 60,
		windowMs: 1_000,
		states: 'always',
		latencyMs: () => latencyMs ?? 20 + ((turn++ * 37) % 160),
	});
	const limiter = new RateLimiter(clock);
	const caller = { key: 'a', maxPauseMs: 90_000 };
	const all = Array.from({ length: 300 }, async () => await limiter.run(caller, server.request));
	await clock.run(Promise.all(all));
	expect(server).toMatchObject({ accepted: 300, rejected: 0 });
});

test('when nothing remains, nothing is sent until the reset, and then one goes first', async () => {
	let isReset = false;
	const bench = new Bench((now) => {
		isReset ||= now >= 5_000;
		return done(isReset ? {} : { remaining: 0, resetsInMs: 5_000 - now });
	});
	await bench.run(bench.requests(50));
	const later = bench.sent.slice(8);
	expect(later[0].at).toBeGreaterThanOrEqual(5_000);
	expect(later[0].at).toBeLessThan(5_020);
	expect(later[1].at).toBeGreaterThanOrEqual(later[0].answeredAt ?? Infinity);
});

test('what leaves is subtracted from what remains, before its own response says so', async () => {
	const bench = always({ remaining: 3, resetsInMs: 60_000 });
	await bench.run([bench.request('first')]);
	bench.judge = (now) => done(now < 60_010 ? {} : { remaining: 100, resetsInMs: 60_000 });
	await bench.run(bench.requests(20));
	expect(bench.sentWithin(1, 60_010)).toBe(3);
});

test('a response that states that more remains ends the pause', async () => {
	const bench = new Bench((now, name) =>
		done(
			name === 'slow'
				? { remaining: 500, resetsInMs: 90_000 }
				: { remaining: 0, resetsInMs: 5_000 - now },
		),
	);
	const work = [bench.request('slow', { latencyMs: 1_000 }), ...bench.requests(20)];
	await bench.clock.pass(1_001);
	expect(bench.sentWithin(11, 1_000)).toBe(0);
	expect(bench.sentWithin(1_000, 1_002)).toBeGreaterThan(0);
	bench.judge = () => done();
	await bench.run(work);
});

test('all callers wait for a reset with one alarm', async () => {
	const bench = new Bench((now) =>
		done(now < 5_000 ? { remaining: 0, resetsInMs: 5_000 - now } : {}),
	);
	const work = bench.requests(300);
	await bench.clock.pass(1_000);
	expect(bench.clock.pendingAlarms).toBe(1);
	await bench.run(work);
});

test('a day quota with nothing left gets one probe, and is not waited for', async () => {
	const bench = always({ remaining: 0, resetsInMs: 3 * HOUR_MS });
	await bench.run([bench.request('last')]);
	bench.judge = () => rateLimited({ resetsInMs: 3 * HOUR_MS });
	const outcomes = await bench.run(bench.requests(100));
	expect(new Set(kinds(outcomes))).toEqual(new Set(['rateLimited']));
	expect(bench.sent).toHaveLength(2);
	expect(bench.clock.ms).toBe(20);
});

test('a header that is wrong for hours stops nothing: while requests are accepted, they go one by one', async () => {
	const bench = always({ remaining: 0, resetsInMs: 3 * HOUR_MS });
	const outcomes = await bench.run(bench.requests(30));
	expect(new Set(kinds(outcomes))).toEqual(new Set(['done']));
	expect(bench.clock.ms).toBeLessThan(1_000);
});

test('a reset within what all callers accept is waited for, also by later ones', async () => {
	const bench = new Bench((now) =>
		done(now < 60_000 ? { remaining: 0, resetsInMs: 60_000 - now } : {}),
	);
	await bench.run([bench.request('last')]);
	await bench.run(bench.requests(20));
	expect(bench.sentWithin(1, 60_000)).toBe(0);
});

test('with much left, no request is delayed', async () => {
	const bench = always({ remaining: 2_000, resetsInMs: 60_000 });
	await bench.run(bench.requests(300));
	expect(bench.maxAlarms).toBe(0);
	expect(bench.clock.ms).toBeLessThan(300);
});

test.each([
	['without a reset', { remaining: 0 }],
	['without what remains', { resetsInMs: 60_000 }],
])('a header %s delays no request', async (_, limit) => {
	const bench = always(limit);
	await bench.run(bench.requests(100));
	expect(bench.clock.ms).toBeLessThan(200);
});
