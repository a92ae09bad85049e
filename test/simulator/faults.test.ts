import { errorBody } from '../../simulator/errors';
import type { Transmission } from '../../simulator/transmission';
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

describe('A fault in the way an answer comes', () => {
	const bench = useBench();

	/** What has come of a streamed analysis, piece by piece. */
	const read = async (onText: (text: string) => void) => {
		const { url, apiKey, world } = bench.simulator;
		const { id } = world.addAsset({ status: 'ready' });
		const body = JSON.stringify({ video: { type: 'asset_id', asset_id: id }, prompt: 'What?' });
		const response = await fetch(`${url}/analyze`, {
			method: 'POST',
			headers: { 'x-api-key': apiKey, 'Content-Type': 'application/json' },
			body,
		});
		let text = '';
		const reader = response.body?.getReader();
		for (;;) {
			const piece = await reader?.read();
			if (piece?.value === undefined) return text;
			text += Buffer.from(piece.value).toString();
			onText(text);
		}
	};
	const linesOf = (text: string) => text.split('\n').length - 1;
	const add = (transmission: Transmission) =>
		bench.simulator.faults.add({ on: 'root.analyze', respond: { transmission } });

	it('lets it stop after some lines, and go on', async () => {
		add({ stall: { ms: 300, afterLines: 2 } });
		const times: Array<[number, number]> = [];
		const start = performance.now();
		const whole = await read((text) => times.push([linesOf(text), performance.now() - start]));
		expect(whole).toContain('stream_end');
		const before = times.filter(([lines]) => lines <= 2).map(([, at]) => at);
		const after = times.filter(([lines]) => lines > 2).map(([, at]) => at);
		expect(Number(after[0]) - Number(before.at(-1))).toBeGreaterThan(250);
	});

	it('lets it come line by line', async () => {
		add({ dripMs: 20 });
		const start = performance.now();
		const whole = await read(() => {});
		expect(performance.now() - start).toBeGreaterThan((linesOf(whole) - 1) * 19);
	});

	it('ends it properly before its end', async () => {
		add({ linesLeft: 3 });
		const text = await read(() => {});
		expect(linesOf(text)).toBe(3);
		expect(text).not.toContain('stream_end');
	});

	it('lets an answer that is no stream begin, and stop', async () => {
		bench.simulator.faults.add({ respond: { transmission: { stall: { ms: 200 } } } });
		const start = performance.now();
		const headers = { 'x-api-key': bench.simulator.apiKey };
		const response = await fetch(`${bench.simulator.url}/indexes`, { headers });
		const begun = performance.now() - start;
		expect(await response.json()).toMatchObject({ data: [] });
		expect(performance.now() - start - begun).toBeGreaterThan(150);
	});

	it('does not keep the simulator from closing', async () => {
		add({ stall: { ms: 600_000, afterLines: 1 } });
		let begun = false;
		const pending = read(() => (begun = true)).catch(() => 'gone');
		await until(() => begun);
		await bench.simulator.close();
		expect(await pending).toBe('gone');
	});
});
