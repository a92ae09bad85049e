import { RateLimiter } from '../../../nodes/api/rateLimiter/rateLimiter';
import { Bench, kinds } from './bench';
import { done, rateLimited, QuotaServer, type QuotaOptions } from './quota';
import { VirtualClock } from './virtualClock';

const MINUTE_MS = 60_000;

/** A server with 60 requests a second or another quota, and a rate limiter before it, in the middle of a window. */
function world(quota: Partial<QuotaOptions> = {}, lateMs = 0) {
	const options = { limit: 60, windowMs: 1_000, ...quota };
	const clock = new VirtualClock(100 * options.windowMs + options.windowMs / 2, lateMs);
	const server = new QuotaServer(clock, options);
	const limiter = new RateLimiter(clock);
	const caller = { key: 'a', maxPauseMs: 10 * options.windowMs };
	const start = clock.ms;
	return {
		clock,
		server,
		elapsed: () => clock.ms - start,
		async send(count: number) {
			const all = Array.from(
				{ length: count },
				async () => await limiter.run(caller, server.request),
			);
			return await clock.run(Promise.all(all));
		},
	};
}

test('once a rate is learned, requests leave evenly, a little below it', async () => {
	const { server, send } = world({ states: 'exactly' });
	await send(400);
	const later = server.sent.slice(200, 300);
	const gaps = later.slice(1).map((at, n) => at - later[n]);
	expect(Math.max(...gaps)).toBeLessThan(40);
	const perSecond = (1_000 * gaps.length) / (later[99] - later[0]);
	expect(perSecond).toBeGreaterThan(50);
	expect(perSecond).toBeLessThan(62);
});

test('alarms that ring late slow nothing down: what was missed is caught up', async () => {
	const { server, send } = world({ states: 'exactly' }, 12);
	await send(400);
	const later = server.sent.slice(200, 300);
	expect((1_000 * 99) / (later[99] - later[0])).toBeGreaterThan(50);
});

test('once a rate is learned, rejections are rare', async () => {
	const { server, send } = world({ states: 'exactly' });
	await send(200);
	const before = server.rejected;
	await send(1_000);
	expect(server.rejected - before).toBeLessThanOrEqual(30);
});

test.each([1, 5, 10, 16, 20, 30])(
	'%i left of 60 a minute, since others used the rest, teach no rate that is far too low',
	async (left) => {
		const { send, elapsed } = world({ windowMs: MINUTE_MS, used: 60 - left });
		const outcomes = await send(300);
		expect(new Set(kinds(outcomes))).toEqual(new Set(['done']));
		// Five minutes for 300, and what was left of the first one.
		expect(elapsed()).toBeLessThan(5.7 * MINUTE_MS);
	},
);

test('a limit that is raised is found: the rate rises until a request is rejected again', async () => {
	let limit = 20;
	let second = 0;
	let accepted = 0;
	const bench = new Bench((now) => {
		if (Math.floor(now / 1_000) > second) accepted = 0;
		second = Math.floor(now / 1_000);
		if (accepted >= limit) return rateLimited({ resetsInMs: (second + 1) * 1_000 - now });
		accepted++;
		return done();
	});
	await bench.run(bench.requests(200));
	limit = 200;
	const start = bench.clock.ms;
	await bench.run(bench.requests(3_000));
	// At the rate of before it would take 150 seconds.
	expect(bench.clock.ms - start).toBeLessThan(45_000);
});

test('a rate that was learned when others used nearly all of a quota per second is given up', async () => {
	// Others use 58 of 60 for three seconds, and then nothing.
	let second = 0;
	let accepted = 0;
	const bench = new Bench((now) => {
		if (Math.floor(now / 1_000) > second) accepted = 0;
		second = Math.floor(now / 1_000);
		if (accepted >= (now < 3_000 ? 2 : 60)) {
			return rateLimited({ resetsInMs: (second + 1) * 1_000 - now });
		}
		accepted++;
		return done();
	});
	await bench.run(bench.requests(1_000));
	expect(bench.clock.ms).toBeLessThan(60_000);
	expect(bench.sentWithin(bench.clock.ms - 2_000, bench.clock.ms)).toBeGreaterThan(60);
});

test('after a minute without requests, a rate is forgotten', async () => {
	const { clock, server, send } = world();
	await send(200);
	await clock.pass(MINUTE_MS + 1_000);
	const start = clock.ms;
	await send(40);
	expect(clock.ms - start).toBeLessThan(200);
	expect(server.accepted).toBe(240);
});

test('after a second without requests, it is not', async () => {
	const { clock, send } = world();
	await send(200);
	await clock.pass(1_000);
	const start = clock.ms;
	await send(40);
	expect(clock.ms - start).toBeGreaterThan(500);
});

test('time without requests is not caught up in a burst', async () => {
	const { clock, server, send } = world();
	await send(200);
	await clock.pass(1_000);
	const before = server.sent.length;
	await send(30);
	const later = server.sent.slice(before);
	expect(later.filter((at) => at < later[0] + 100).length).toBeLessThan(12);
});

test('time without requests does not double the rate', async () => {
	const { clock, send } = world();
	await send(200);
	await clock.pass(20_000);
	const start = clock.ms;
	await send(40);
	expect(clock.ms - start).toBeGreaterThan(500);
});

test('what was accepted in an hour says nothing of how fast', async () => {
	const HOUR_MS = 3_600_000;
	let accepted = 0;
	let hour = 0;
	const bench = new Bench((now) => {
		if (Math.floor(now / HOUR_MS) > hour) accepted = 0;
		hour = Math.floor(now / HOUR_MS);
		if (accepted >= 50) return rateLimited({ resetsInMs: (hour + 1) * HOUR_MS - now });
		accepted++;
		return done();
	});
	await bench.run(bench.requests(90, { maxPauseMs: 2 * HOUR_MS }));
	expect(bench.clock.ms).toBeLessThan(HOUR_MS + 10_000);
});
