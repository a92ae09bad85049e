import { ClientRequest } from 'node:http';

import { until } from '../until';
import { byId, errorOf, jsonOf } from './harness';
import { useWorld } from './world';

/** A second stands for 20 minutes: long time limits of a request ring earlier, and everything else takes the time that it takes. */
const SCALE = 1_200;
const MINUTE_MS = 60_000;
const LONG_MS = 5 * MINUTE_MS;

const world = useWorld({ skipWaits: false });

const ANALYZE = 'root.analyze';

const real = { timeout: AbortSignal.timeout, socket: ClientRequest.prototype.setTimeout };
const scaled = (ms: number) => (ms >= LONG_MS ? ms / SCALE : ms);

beforeEach(() => {
	AbortSignal.timeout = (ms) => real.timeout.call(AbortSignal, Math.ceil(scaled(ms)));
	ClientRequest.prototype.setTimeout = function (ms, callback) {
		return real.socket.call(this, scaled(ms), callback);
	};
});
afterEach(() => {
	AbortSignal.timeout = real.timeout;
	ClientRequest.prototype.setTimeout = real.socket;
});

const analyze = (timeout?: number) => {
	const asset = world.simulator.world.addAsset({ status: 'ready', media: { duration: 60 } });
	return world.run('analyze', {
		resource: 'analysis',
		assetId: byId(asset.id),
		prompt: 'What?',
		...(timeout !== undefined && { requestOptions: { timeout } }),
	});
};

const silent = (minutes: number) =>
	world.simulator.faults.add({
		on: ANALYZE,
		respond: { delayMs: (minutes * MINUTE_MS) / SCALE },
	});

const requests = () =>
	world.simulator.requests.filter(({ operationId }) => operationId === ANALYZE);

describe('20 minutes of silence', () => {
	test('are waited through where Timeout is an hour', async () => {
		silent(20);
		expect(jsonOf(await analyze(60 * MINUTE_MS))).toHaveLength(1);
	});

	test.each([
		['after 15 minutes without Timeout', undefined, 15],
		['after 10 minutes where Timeout says so', 10 * MINUTE_MS, 10],
	])('end %s, and nothing is sent again', async (_when, timeout, minutes) => {
		silent(20);
		const begun = performance.now();
		const error = errorOf(await analyze(timeout));
		const passed = (performance.now() - begun) * SCALE;
		expect(error.message).toMatch(/did not answer in time$/);
		expect(error.description).toContain('Use Start Analysis');
		expect(passed).toBeGreaterThanOrEqual(minutes * MINUTE_MS * 0.99);
		expect(requests()).toHaveLength(1);
	});

	test('in the middle of a stream end it, too', async () => {
		world.simulator.faults.add({
			on: ANALYZE,
			respond: { transmission: { stall: { ms: 1_000, afterLines: 0 } } },
			when: 'after',
		});
		expect(errorOf(await analyze()).message).toMatch(/did not answer in time$/);
		expect(requests()).toHaveLength(1);
	});

	test('end with Stop within a second', async () => {
		world.simulator.faults.add({ on: ANALYZE, respond: { delayMs: 30_000 } });
		const running = analyze(600 * MINUTE_MS);
		await until(() => requests().length === 1);
		const stoppedAt = performance.now();
		running.cancel();
		expect((await running).status).toBe('canceled');
		expect(performance.now() - stoppedAt).toBeLessThan(1_000);
	});
});
