import { errorBody } from '../../simulator/errors';
import { until } from '../until';
import { useBench, useIndexing } from './support';

describe('A scripted fault', () => {
	const bench = useBench();
	const { create, entries, place } = useIndexing(bench);

	it('answers in the place of the API, as often as the script says', async () => {
		bench.simulator.faults.add({
			on: 'indexes-indexedAssets.create',
			times: 2,
			respond: {
				status: 429,
				headers: { 'Retry-After': '1' },
				body: errorBody('too_many_requests', 'Slow down.'),
			},
		});
		const first = await create();
		expect(first.status).toBe(429);
		expect(first.headers.get('Retry-After')).toBe('1');
		expect(first.body).toMatchObject({ code: 'too_many_requests' });
		expect((await bench.call('GET', '/indexes')).status).toBe(200);
		expect((await create()).status).toBe(429);
		expect((await create()).status).toBe(202);
		expect(entries()).toBe(1);
	});

	it('strikes before the effect, or after it', async () => {
		const { faults } = bench.simulator;
		faults.add({ respond: { status: 503 } });
		expect(await create()).toMatchObject({ status: 503, body: undefined });
		expect(entries()).toBe(0);
		faults.add({ respond: { status: 503 }, when: 'after' });
		expect((await create()).status).toBe(503);
		expect(entries()).toBe(1);
	});

	it('can be aimed at single requests', async () => {
		bench.simulator.faults.add({
			on: ({ query }) => query.page === '2',
			times: Infinity,
			respond: { status: 500 },
		});
		expect((await bench.call('GET', '/indexes?page=1')).status).toBe(200);
		expect((await bench.call('GET', '/indexes?page=2')).status).toBe(500);
		bench.simulator.faults.clear();
		expect((await bench.call('GET', '/indexes?page=2')).status).toBe(200);
	});

	it('resets the connection, with the work done or not', async () => {
		const { faults, requests } = bench.simulator;
		faults.add({ respond: 'reset', when: 'after' });
		await expect(create()).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
		expect(entries()).toBe(1);
		expect(requests).toMatchObject([{ status: null }]);
	});

	it('breaks off in the middle of the body', async () => {
		bench.simulator.faults.add({ respond: 'truncated', when: 'after' });
		await expect(create()).rejects.toThrow();
		expect(entries()).toBe(1);
		bench.simulator.faults.add({ respond: 'truncated' });
		await expect(create()).rejects.toThrow();
		expect(entries()).toBe(1);
	});

	it('empties the body', async () => {
		bench.simulator.faults.add({ respond: 'empty' });
		expect(await create()).toMatchObject({ status: 202, body: undefined });
		expect(entries()).toBe(0);
	});

	it('sends the page of a gateway', async () => {
		bench.simulator.faults.add({ respond: 'html502' });
		const headers = { 'x-api-key': bench.simulator.apiKey };
		const response = await fetch(`${bench.simulator.url}/indexes`, { headers });
		expect(response.status).toBe(502);
		expect(response.headers.get('content-type')).toContain('text/html');
		expect(response.headers.get('x-trace-id')).toBeNull();
		expect(await response.text()).toContain('<html>');
	});

	it('delays the ordinary answer, and another fault after it', async () => {
		const { faults } = bench.simulator;
		faults.add({ respond: { delayMs: 60 } });
		faults.add({ respond: { status: 504 } });
		const started = performance.now();
		expect((await create()).status).toBe(504);
		expect(performance.now() - started).toBeGreaterThanOrEqual(50);
		faults.add({ respond: { delayMs: 10 } });
		expect((await create()).status).toBe(202);
	});

	it('delays the effect as well, which comes although the client has hung up', async () => {
		const { simulator } = bench;
		simulator.faults.add({ respond: { delayMs: 300 } });
		const client = new AbortController();
		const hungUp = expect(
			fetch(simulator.url + place.path, {
				method: 'POST',
				headers: { 'x-api-key': simulator.apiKey, 'Content-Type': 'application/json' },
				body: JSON.stringify({ asset_id: place.assetId }),
				signal: client.signal,
			}),
		).rejects.toThrow('aborted');
		await until(() => simulator.requests.length === 1);
		client.abort();
		await hungUp;
		expect(entries()).toBe(0);
		await until(() => simulator.requests[0]?.status === 202);
		expect(entries()).toBe(1);
	});

	it('does not keep the simulator from closing', async () => {
		bench.simulator.faults.add({ respond: { delayMs: 600_000 } });
		const pending = create().catch(() => 'gone');
		await until(() => bench.simulator.requests.length === 1);
		await bench.simulator.close();
		expect(await pending).toBe('gone');
	});
});
