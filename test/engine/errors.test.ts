import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { explain } from '../../nodes/api/errors/catalogue';
import { CONFLICT, NOT_FOUND } from '../../nodes/api/errors/statuses';
import { startSimulator } from '../../simulator/server';
import { DOCUMENTED_CODES } from '../api/errors/documentedCodes';
import { byId, errorOf, itemsOf, jsonOf } from './harness';
import { useWorld } from './world';

const world = useWorld();

const ONE = '69a1c5e0f2b84d3c9e7a1b20';
const get = async (more: Parameters<typeof world.run>[2] = {}) =>
	await world.run('get', { indexId: byId(ONE), indexedAssetId: byId(ONE) }, more);

const answer = (status: number, body?: unknown) =>
	world.simulator.faults.add({ times: Infinity, respond: { status, body } });

/** A GET without an answer that counts is repeated, and then reported. */
const ALL_ATTEMPTS = 5;

/** A code that no catalogue can know yet, so that the status speaks. */
const flat = { code: 'code_of_tomorrow', message: 'The index_id parameter is invalid' };

test.each([
	[400, `TwelveLabs did not accept Index: ${ONE}`, 'Correct the value'],
	[402, 'The credit of your TwelveLabs account is used up', 'Check the payment method'],
	[403, 'TwelveLabs does not allow this call for your account', 'Check that the plan'],
	[404, `Index ${ONE} does not exist, or is in another account`, 'Check the IDs.'],
	[409, `TwelveLabs cannot do this in the current state of Index ${ONE}`, 'Resolve that'],
	[410, 'TwelveLabs no longer offers this call', 'Update the TwelveLabs package'],
	[422, `TwelveLabs did not accept Index: ${ONE}`, 'Check the parameters'],
	[500, 'TwelveLabs could not process the request just now', 'in a few minutes'],
	[503, 'TwelveLabs could not process the request just now', 'in a few minutes'],
	[302, 'The Base URL leads to another address', 'Correct the Base URL'],
])('%i says what happened and what to do', async (status, message, next) => {
	answer(status, flat);
	const error = errorOf(await get());
	expect(error).toMatchObject({ name: 'NodeApiError', message, httpCode: String(status) });
	expect(error.description).toContain('TwelveLabs says: The index_id parameter is invalid.');
	expect(error.description).toContain(next);
	expect(error.description).toContain('code code_of_tomorrow');
	expect(world.sent()).toHaveLength(status >= 500 ? ALL_ATTEMPTS : 1);
});

/** The titles that name what the request is about. */
const WITH_TARGET: Record<string, string> = {
	[NOT_FOUND.message]: `Index ${ONE} or Indexed Asset ${ONE} does not exist, or is in another account`,
	[CONFLICT.message]: `TwelveLabs cannot do this in the current state of Indexed Asset ${ONE}`,
};

// n8n puts words of its own in the place of messages that name one of its codes, and drops what it takes for a repetition.
test.each(DOCUMENTED_CODES)('n8n shows %s (%i) in exactly our words', async (code, status) => {
	answer(status, { code, message: 'In the words of TwelveLabs' });
	const { message: general, next } = explain({ status, code, fromTwelveLabs: true });
	const message = WITH_TARGET[general] ?? general;
	const error = errorOf(await get());
	expect(error).toMatchObject({ message, httpCode: String(status) });
	expect(
		error.description?.replace(/, trace ID [\w-]+\)$/, ')').replace('tried 5 times, ', ''),
	).toBe(`TwelveLabs says: In the words of TwelveLabs. ${next} (code ${code})`);
});

test('a code without any words of TwelveLabs is explained all the same', async () => {
	answer(400, { error: { code: 'VIDEO_DURATION_TOO_SHORT' } });
	const error = errorOf(await get());
	expect(error.message).toBe('The video is too short');
	expect(error.description).toMatch(/^Indexing takes videos of 4 seconds to 4 hours/);
});

test('a code that contradicts the status does not mislead', async () => {
	answer(500, { code: 'api_key_invalid', message: 'API Key is either invalid or expired.' });
	const error = errorOf(await get());
	expect(error.message).toBe('TwelveLabs could not process the request just now');
	expect(error.description).not.toContain('Copy a current key');
});

test('a key that is not accepted is sent once, and the message says where to get another', async () => {
	const credential = { ...world.credential, apiKey: 'tlk_wrong' };
	const error = errorOf(await get({ credential }));
	expect(error.message).toBe('TwelveLabs did not accept the API key');
	expect(error.description).toContain('Copy a current key from the API keys page');
	expect(world.sent()).toHaveLength(1);
});

test.each([
	['nested', { error: flat }],
	['flat', flat],
])('both shapes of the body are read: %s', async (_, body) => {
	answer(400, body);
	expect(errorOf(await get()).description).toContain('TwelveLabs says: The index_id');
});

test.each([
	['an empty body', undefined],
	['HTML of a proxy', '<html><body>Bad gateway</body></html>'],
	['a JSON list', []],
])('%s leaves a message that stands by itself', async (_, body) => {
	answer(502, body);
	const error = errorOf(await get());
	expect(error.message).toBe('TwelveLabs could not process the request just now');
	expect(error.description).toMatch(/^This usually passes/);
});

test('an answer that is no JSON does not count as an indexed asset', async () => {
	answer(200, '<html>Please sign in to the guest network</html>');
	const error = errorOf(await get());
	expect(error.message).toMatch(/^The answer from 127\.0\.0\.1:\d+ does not come from TwelveLabs$/);
	expect(error.description).toContain('Check the Base URL');
});

test.each(['delete', 'update'])(
	'%s is not green when a log-in page answered in place of TwelveLabs',
	async (operation) => {
		answer(200, '<html>Please sign in to the guest network</html>');
		const run = await world.run(operation, {
			indexId: byId(ONE),
			indexedAssetId: byId(ONE),
			userMetadata: { fields: [{ key: 'a', type: 'string', value: 'b' }] },
		});
		expect(errorOf(run).message).toContain('does not come from TwelveLabs');
	},
);

test('a 404 that is none of TwelveLabs points to the Base URL, not to the IDs', async () => {
	answer(404, '<html>404 Not Found</html>');
	expect(errorOf(await get()).message).toBe('There is no TwelveLabs API at the Base URL');
});

test.each([{ data: 'no list' }, { list: [] }, { data: [null] }, { data: [{ name: 'no ID' }] }])(
	'a list that answers %j is reported, and does not count as empty',
	async (body) => {
		answer(200, body);
		const run = await world.run('getAll', { indexId: byId(ONE) });
		expect(errorOf(run).message).toContain('does not come from TwelveLabs');
	},
);

test('a redirect is not followed: the key stays with this host', async () => {
	const other = await startSimulator();
	world.simulator.faults.add({
		times: Infinity,
		respond: { status: 302, headers: { location: `${other.url}/indexes` } },
	});
	expect(errorOf(await get()).message).toBe('The Base URL leads to another address');
	await expect(world.engine.testCredential(world.credential)).rejects.toThrow();
	expect(other.requests).toEqual([]);
	await other.close();
});

test('an address that holds no ID names the field and the item', async () => {
	const run = await world.run('getAll', {
		indexId: { __rl: true, mode: 'url', value: '={{ "https://playground.twelvelabs.io/home" }}' },
	});
	expect(errorOf(run).message).toBe('Index holds no ID [item 0]');
});

test('a host that cannot be reached is named', async () => {
	// Port 9 (discard) is closed on the loopback interface.
	const credential = { apiKey: 'tlk', baseUrl: 'http://127.0.0.1:9/v1.3' };
	const error = errorOf(await get({ credential }));
	expect(error.message).toBe('TwelveLabs at 127.0.0.1:9 cannot be reached');
	expect(error.description).toContain('Check the Base URL');
	expect(error.description).toContain('code ECONNREFUSED');
});

test.each(['reset', 'truncated'] as const)(
	'a connection that breaks is reported as one, not as a host that cannot be reached: %s',
	async (respond) => {
		world.simulator.faults.add({ times: Infinity, respond });
		const error = errorOf(await get());
		expect(error.message).toMatch(/^The connection to TwelveLabs at 127\.0\.0\.1:\d+ was cut$/);
		expect(error.description).toContain('look before you repeat');
		expect(error.description).toContain('tried 5 times, code E');
	},
);

test('the time limit of Request Options holds, and its message warns of repeating', async () => {
	world.simulator.faults.add({ times: Infinity, respond: { delayMs: 2_000 } });
	const run = await world.run('get', {
		indexId: byId(ONE),
		indexedAssetId: byId(ONE),
		requestOptions: { timeout: 100 },
	});
	expect(errorOf(run).message).toMatch(/did not answer in time$/);
	expect(errorOf(run).description).toContain('look before you repeat');
});

test('the proxy of Request Options is used', async () => {
	const seen: string[] = [];
	const proxy = createServer((request, response) => {
		seen.push(request.url ?? '');
		response.end(JSON.stringify({ _id: ONE, from: 'the proxy' }));
	});
	await new Promise<void>((listening) => proxy.listen(0, '127.0.0.1', listening));
	const { port } = proxy.address() as AddressInfo;
	const run = await world.run(
		'get',
		{
			indexId: byId(` ${ONE} `),
			indexedAssetId: byId(ONE),
			output: 'raw',
			requestOptions: { proxy: `http://127.0.0.1:${port}` },
		},
		// Only the proxy is asked, so the name need not exist.
		{ credential: { apiKey: 'tlk', baseUrl: 'http://twelvelabs.invalid/v1.3' } },
	);
	proxy.close();
	expect(jsonOf(run)).toEqual([{ _id: ONE, from: 'the proxy' }]);
	expect(seen).toEqual([`http://twelvelabs.invalid/v1.3/indexes/${ONE}/indexed-assets/${ONE}`]);
});

test.each(['tlk_pasted_into_the_wrong_field', 'ftp://x', 'https://', 'https://u:p@host/v1.3'])(
	'a Base URL such as "%s" is refused and not shown',
	async (baseUrl) => {
		const error = errorOf(await get({ credential: { apiKey: 'tlk', baseUrl } }));
		expect(error.message).toBe('The Base URL of the credential is no web address [item 0]');
		expect(error.description).toContain('https://api.twelvelabs.io/v1.3');
	},
);

test.each(['#x', '?a=1'])(
	'a Base URL that ends in %s is refused, since it would make every call another one',
	async (end) => {
		const credential = { ...world.credential, baseUrl: world.simulator.url + end };
		expect(errorOf(await get({ credential })).message).toContain('is no web address');
		expect(world.sent()).toEqual([]);
	},
);

test('a trailing slash of the Base URL is forgiven', async () => {
	const index = world.simulator.world.addIndex();
	const credential = { ...world.credential, baseUrl: `${world.simulator.url}//` };
	const run = await world.run('getAll', { indexId: byId(index.id) }, { credential });
	expect(run.status).toBe('success');
	expect(world.sent()).toEqual([`GET /indexes/${index.id}/indexed-assets`]);
});

test.each(['..', '.'])('an ID such as %s is refused before anything is sent', async (id) => {
	const run = await world.run('delete', { indexId: byId(ONE), indexedAssetId: byId(id) });
	expect(errorOf(run).message).toBe(`Indexed Asset: "${id}" is not an ID [item 0]`);
	expect(world.sent()).toEqual([]);
});

test('an expression that gives no ID names the field and the item', async () => {
	const run = await world.run('delete', {
		indexId: byId(ONE),
		indexedAssetId: byId('={{ $json.missing }}'),
	});
	expect(errorOf(run).message).toBe('Indexed Asset is empty [item 0]');
});

describe('Continue', () => {
	const mixed = async (onError: 'continueErrorOutput' | 'continueRegularOutput') => {
		const index = world.simulator.world.addIndex();
		const found = world.simulator.world.addIndexedAsset({ indexId: index.id, status: 'ready' });
		const input = [found.id, ONE, found.id].map((id) => ({ json: { id } }));
		return await world.run(
			'get',
			{ indexId: byId(index.id), indexedAssetId: byId('={{ $json.id }}') },
			{ input, onError },
		);
	};
	const errorItem = {
		error: `Indexed Asset ${ONE} does not exist, or is in another account`,
		details: {
			httpStatus: 404,
			code: 'resource_not_exist',
			message: expect.any(String),
			next: expect.stringContaining('Check the IDs.'),
			traceId: expect.any(String),
		},
	};

	test('using the error output keeps code, details, input and pairing', async () => {
		const run = await mixed('continueErrorOutput');
		expect(itemsOf(run).map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
		expect(itemsOf(run, 1)).toEqual([{ json: { id: ONE, ...errorItem }, pairedItem: { item: 1 } }]);
	});

	test('has the status of an asset in `status`, and the status of a response in `httpStatus`', async () => {
		const index = world.simulator.world.addIndex();
		const failed = world.simulator.world.addAsset({ status: 'failed', failure: 'No picture.' });
		const parameters = {
			indexId: byId(index.id),
			assetId: byId('={{ $json.id }}'),
			options: { waitForAsset: true },
		};
		const input = [failed.id, ONE].map((id) => ({ json: { id } }));
		const run = await world.run('create', parameters, { input, onError: 'continueErrorOutput' });
		const [asset, response] = jsonOf(run, 1).map(({ details }) => details);
		expect(asset).toMatchObject({ asset_id: failed.id, status: 'failed' });
		expect(asset).not.toHaveProperty('httpStatus');
		expect(response).toMatchObject({ httpStatus: 404, code: 'resource_not_exist' });
		expect(response).not.toHaveProperty('status');
	});

	test('in the regular output keeps order, details and pairing', async () => {
		const run = await mixed('continueRegularOutput');
		expect(itemsOf(run).map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
		expect(jsonOf(run)[1]).toEqual(errorItem);
	});
});
