import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { constants, createGzip } from 'node:zlib';

import { byId, errorOf, itemsOf, jsonOf } from './harness';
import { useWorld } from './world';

const world = useWorld();

const ONE = '69a1c5e0f2b84d3c9e7a1b20';

const LONG = 60_000;
const VERY_LONG = 5_000_000;

const MAX_MESSAGE = 2_000;

/** What took quadratic time took seconds; other work on the machine takes less than this. */
const MAX_BLOCK_MS = 1_500;

const filled = (begin: string, fill: string, end: string, length: number) =>
	begin + fill.repeat(Math.ceil((length - begin.length - end.length) / fill.length)) + end;

/** Rows of what patterns repeat, without what has to follow. */
const TEXTS: Record<string, (length: number) => string> = {
	letters: (length) => filled('', 'a', '', length),
	'white space': (length) => filled('a', ' ', 'b', length),
	'names of codes': (length) => filled('', 'a_', '-', length),
	'a quota without an end': (length) => filled('(100req/', ' ', '', length),
	backslashes: (length) => filled('', '\\', '', length),
};

/** The places of a response that the node reads. */
const PLACES: Record<string, (text: string) => { status: number; body?: unknown }> = {
	'the message of a refusal': (message) => ({ status: 400, body: { code: 'x', message } }),
	'the code of a refusal': (code) => ({ status: 400, body: { error: { code, message: 'No.' } } }),
	'the message of a rate limit': (message) => ({
		status: 429,
		body: { code: 'too_many_requests', message },
	}),
	'a page of a gateway': (body) => ({ status: 503, body }),
	'the reason of a failed asset': (message) => ({
		status: 200,
		body: { _id: ONE, status: 'failed', filename: message, error: { message } },
	}),
	'a success that is none of TwelveLabs': (message) => ({ status: 200, body: { message } }),
};

describe.each(Object.entries(TEXTS))('%s', (_, textOf) => {
	test.each(Object.entries(PLACES))(
		'neither block the process nor fill the messages, in %s',
		async (__, answer) => {
			for (const length of [LONG, VERY_LONG]) {
				world.simulator.faults.clear();
				world.simulator.faults.add({ times: Infinity, respond: answer(textOf(length)) });
				const delay = monitorEventLoopDelay({ resolution: 5 });
				delay.enable();
				const run = await world.run(
					'create',
					{
						indexId: byId(ONE),
						assetId: byId(ONE),
						options: { waitForAsset: true, maxWaitMinutes: 0 },
					},
					{ onError: 'continueErrorOutput', input: [{ json: {} }] },
				);
				delay.disable();
				expect(delay.max / 1e6).toBeLessThan(MAX_BLOCK_MS);
				expect(itemsOf(run, 1)).toHaveLength(1);
				expect(JSON.stringify(jsonOf(run, 1)).length).toBeLessThan(2 * MAX_MESSAGE);
			}
		},
	);

	test('in headers fill no message', async () => {
		const text = textOf(4_000).replaceAll('\\', '-');
		world.simulator.faults.add({
			times: Infinity,
			respond: {
				status: 429,
				headers: { 'x-trace-id': text, 'retry-after': text, 'x-ratelimit-remaining': text },
			},
		});
		const error = errorOf(
			await world.run('get', { indexId: byId(ONE), indexedAssetId: byId(ONE) }),
		);
		expect(JSON.stringify(error).length).toBeLessThan(2 * MAX_MESSAGE);
	});

	test('fill no message for a model', async () => {
		world.simulator.faults.add({
			times: Infinity,
			respond: { status: 400, body: { code: textOf(LONG), message: textOf(LONG) } },
		});
		const run = await world.run(
			'get',
			{ indexId: byId(ONE), indexedAssetId: byId(ONE) },
			{ asTool: true },
		);
		expect(errorOf(run).message.length).toBeLessThan(MAX_MESSAGE);
	});
});

describe('a response without a bound', () => {
	let server: Server;
	let respond: RequestListener;
	let requests: number;
	beforeAll(async () => {
		server = createServer((request, response) => {
			requests++;
			respond(request, response);
		});
		await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	});
	beforeEach(() => {
		requests = 0;
	});
	afterAll(async () => {
		server.closeAllConnections();
		await new Promise((closed) => server.close(closed));
	});

	const run = async (operation: string) => {
		const { port } = server.address() as AddressInfo;
		return await world.run(
			operation,
			{ indexId: byId(ONE), indexedAssetId: byId(ONE), assetId: byId(ONE) },
			{ credential: { apiKey: world.credential.apiKey, baseUrl: `http://127.0.0.1:${port}` } },
		);
	};

	/** Zeros that inflate for as long as they are read. */
	const inflating =
		(status: number): RequestListener =>
		(_, response) => {
			response.writeHead(status, {
				'Content-Type': 'application/json',
				'Content-Encoding': 'gzip',
			});
			const gzip = createGzip({ level: constants.Z_BEST_SPEED });
			gzip.pipe(response);
			const block = Buffer.alloc(1024 * 1024, ' ');
			const fill = () => {
				while (!response.destroyed && gzip.write(block));
			};
			gzip.on('drain', fill);
			response.on('close', () => gzip.destroy());
			fill();
		};

	test.each([
		[200, 'get'],
		[200, 'delete'],
		[503, 'get'],
	])('with status %i is not read to its end, nor fetched again: %s', async (status, operation) => {
		respond = inflating(status);
		expect(errorOf(await run(operation)).message).toMatch(
			/^The response from 127\.0\.0\.1:\d+ is too large$/,
		);
		expect(requests).toBe(1);
	});

	test('leaves it open whether a request had its effect', async () => {
		respond = inflating(202);
		expect(errorOf(await run('create')).description).toContain(
			'may have been indexed all the same',
		);
	});

	test('that refuses a request leaves what its status says', async () => {
		respond = inflating(403);
		expect(errorOf(await run('get')).message).toBe(
			'TwelveLabs does not allow this call for your account',
		);
	});
});
