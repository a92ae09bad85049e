import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import fc from 'fast-check';
import { PollContext } from 'n8n-core';

import { apiKeyOf } from '../../nodes/api/client/apiKey';
import { byId, errorOf, jsonOf } from './harness';
import { everythingIn, foundIn } from './secretSearch';
import { useWorld } from './world';

const ONE = '69a1c5e0f2b84d3c9e7a1b20';

const KEY = 'tlk_Geheim+Wort/42=Zz9~xQ&k';

const world = useWorld({ apiKeys: [KEY] });

describe('a server that shows the key that it was sent', () => {
	let server: Server;
	let arrived: string[] = [];
	beforeAll(async () => {
		server = createServer(({ headers }, response) => {
			const key = String(headers['x-api-key']);
			arrived.push(key);
			response.setHeader('Content-Type', 'application/json');
			response.end(JSON.stringify({ _id: ONE, filename: `of ${key}`, data: [] }));
		});
		await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	});
	beforeEach(() => {
		arrived = [];
	});
	afterAll(async () => {
		server.closeAllConnections();
		await new Promise((closed) => server.close(closed));
	});
	const baseUrl = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

	/** What comes with pasted text, and what HTTP or its client removes or refuses. */
	const stray = fc.constantFrom(
		...[' ', '\t', '\n', '\r\n', '\0', '\u00a0', '\u200b', '\u2060', '\u202a', '\ufeff', '\u2028'],
		...['\u0119', '\ud83d\ude00', '\u201c'],
	);
	const visible = fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code));
	const decorated = fc
		.tuple(fc.array(stray), fc.array(fc.oneof({ weight: 9, arbitrary: visible }, stray)), visible)
		.map(([before, middle, last]) => [...before, ...middle, last, ...before].join(''));

	test('has sent to it what is removed from its responses, whatever stands around the key', async () => {
		await fc.assert(
			fc.asyncProperty(decorated, async (apiKey) => {
				arrived = [];
				const run = await world.run(
					'get',
					{ indexId: byId(ONE), indexedAssetId: byId(ONE), output: 'raw' },
					{ credential: { apiKey, baseUrl: baseUrl() } },
				);
				expect(arrived).toEqual([apiKeyOf(apiKey)]);
				expect(jsonOf(run)).toMatchObject([{ filename: 'of [API key]' }]);
			}),
			{ numRuns: 60 },
		);
	});

	test('gets the same key from the credential alone, as in n8n’s HTTP Request node', async () => {
		await fc.assert(
			fc.asyncProperty(decorated, async (apiKey) => {
				arrived = [];
				await world.engine.testCredential({ apiKey, baseUrl: baseUrl() });
				expect(arrived).toEqual([apiKeyOf(apiKey)]);
			}),
			{ numRuns: 30 },
		);
	});
});

test.each(['', ' ', '\u200b\n'])(
	'a key of nothing is refused before anything is sent',
	async (apiKey) => {
		const credential = { ...world.credential, apiKey };
		const run = await world.run(
			'get',
			{ indexId: byId(ONE), indexedAssetId: byId(ONE) },
			{ credential },
		);
		expect(errorOf(run).message).toBe('The API Key of the credential is empty [item 0]');
		expect(world.sent()).toEqual([]);
	},
);

describe('a key that TwelveLabs quotes in a success', () => {
	const text = `clip of ${KEY}.mp4`;
	const quoting = () => {
		const index = world.simulator.world.addIndex({ name: text });
		world.simulator.switches.listUserMetadata = true;
		return {
			indexId: byId(index.id),
			entry: world.simulator.world.addIndexedAsset({
				indexId: index.id,
				status: 'failed',
				filename: text,
				failure: `Refused: ${encodeURIComponent(KEY)} and ${KEY}`,
				userMetadata: { [KEY]: KEY },
			}),
		};
	};

	test.each(['get', 'getAll'])('is in no item of %s', async (operation) => {
		const { indexId, entry } = quoting();
		const run = await world.run(operation, { indexId, indexedAssetId: byId(entry.id) });
		expect(JSON.stringify(jsonOf(run))).toContain('clip of [API key].mp4');
		expect(foundIn(everythingIn(run), KEY)).toEqual([]);
	});

	test('is in no list of a field', async () => {
		const { indexId } = quoting();
		for (const method of ['searchIndexes', 'searchIndexedAssets']) {
			const list = await world.engine.searchList(method, world.credential, {
				parameters: { indexId },
			});
			expect(JSON.stringify(list)).toContain('clip of [API key].mp4');
			expect(foundIn(everythingIn(list), KEY)).toEqual([]);
		}
	});

	test('is in no event of the trigger, also where it is the reason of a failure', async () => {
		const { indexId } = quoting();
		const { workflow, node, additionalData } = world.engine.triggerWorkflow(
			{ indexId, events: ['failed'], options: { fullDetails: true } },
			world.credential,
		);
		const context = new PollContext(workflow, node, additionalData, 'manual', 'manual');
		const items = await world.engine.trigger.poll?.call(context);
		expect(JSON.stringify(items)).toContain('Refused: [API key] and [API key]');
		expect(foundIn(everythingIn(items), KEY)).toEqual([]);
	});
});
