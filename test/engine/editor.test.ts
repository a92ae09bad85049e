import { byId } from './harness';
import { useWorld } from './world';

const world = useWorld();

const search = async (
	method: string,
	options: Parameters<typeof world.engine.searchList>[2] = {},
) => await world.engine.searchList(method, world.credential, options);

const labels = ({ results }: Awaited<ReturnType<typeof search>>) => results.map(({ name }) => name);

/** What stands before date and duration. */
const names = (found: Awaited<ReturnType<typeof search>>) =>
	labels(found).map((label) => label.split(' · ')[0]);

describe('the list of indexes', () => {
	test('pages through all of them, newest first', async () => {
		for (let n = 0; n < 60; n++) world.simulator.world.addIndex({ name: `Show ${n}` });
		const first = await search('searchIndexes');
		expect(first.results).toHaveLength(50);
		expect(first.results[0]).toMatchObject({
			name: expect.stringMatching(/^Show 59 · /),
			url: expect.stringContaining('/indexes/'),
		});
		const second = await search('searchIndexes', {
			paginationToken: String(first.paginationToken),
		});
		expect(second.results.length).toBeGreaterThanOrEqual(10);
		expect(second.paginationToken).toBeUndefined();
		expect(new Set([...names(first), ...names(second)]).size).toBe(
			first.results.length + second.results.length,
		);
	});

	test.each(['exact', 'partial'] as const)(
		'finds by a part of the name and by ID, where the API filters %s',
		async (reading) => {
			world.simulator.switches.indexNameFilter = reading;
			const index = world.simulator.world.addIndex({ name: `Conference Talks ${reading}` });
			expect(names(await search('searchIndexes', { filter: `talks ${reading}` }))).toEqual([
				`Conference Talks ${reading}`,
			]);
			expect(names(await search('searchIndexes', { filter: index.id }))).toEqual([
				`Conference Talks ${reading}`,
			]);
		},
	);

	test('nothing that fits is an empty list', async () => {
		expect(await search('searchIndexes', { filter: 'no such name' })).toEqual({ results: [] });
	});
});

describe('the list of assets', () => {
	test.each(['customer inter', 'INTERVIEW  customer', 'customer_interview', 'café tour'])(
		'finds by the words %j, whatever stands between them',
		async (filter) => {
			const filename = filter.startsWith('café') ? 'Cafe\u0301-Tour.mp4' : 'customer-interview.mp4';
			world.simulator.world.addAsset({ filename, status: 'ready' });
			expect(names(await search('searchAssets', { filter }))).toContain(filename);
		},
	);

	test.each([10, 120])(
		'finds by words also where the filter of the API finds something, among %i others',
		async (others) => {
			world.simulator.world.assets.clear();
			for (const filename of ['customer-interview.mp4', 'customer inter.mp4', 'inter.mp4']) {
				world.simulator.world.addAsset({ filename, status: 'ready' });
			}
			for (let n = 0; n < others; n++) {
				world.simulator.world.addAsset({ filename: `other ${n}.mp4`, status: 'ready' });
			}
			const found = await search('searchAssets', { filter: 'customer inter' });
			expect(names(found).sort()).toEqual(['customer inter.mp4', 'customer-interview.mp4']);
			expect(found.paginationToken).toBeUndefined();
			// A short list is searched with the request that reads it.
			expect(world.sent()).toHaveLength(others < 50 ? 1 : 4);
		},
	);

	test('pages through what the filter of the API finds, where that is more than a page', async () => {
		world.simulator.world.assets.clear();
		for (let n = 0; n < 60; n++) {
			world.simulator.world.addAsset({ filename: `part ${n}.mp4`, status: 'ready' });
		}
		const first = await search('searchAssets', { filter: 'part' });
		const second = await search('searchAssets', {
			filter: 'part',
			paginationToken: String(first.paginationToken),
		});
		expect(new Set([...names(first), ...names(second)]).size).toBe(60);
		expect(second.paginationToken).toBeUndefined();
	});

	test('shows the name, and the status where it is not ready', async () => {
		world.simulator.world.addAsset({ filename: 'done.mp4', status: 'ready' });
		world.simulator.world.addAsset({ filename: 'fresh.mp4', status: 'processing' });
		expect(names(await search('searchAssets', { filter: 'DONE' }))).toEqual(['done.mp4']);
		expect(names(await search('searchAssets', { filter: 'fresh' }))).toEqual([
			'fresh.mp4 (processing)',
		]);
	});
});

describe('entries of the same name', () => {
	const TIMES = ['2026-11-24T08:15:00Z', '2026-11-25T19:30:00Z'].map((time) => Date.parse(time));
	/** Tests run in the zone of New York. */
	const DATES = ['2026-11-25 14:30', '2026-11-24 03:15'];

	test('differ by date and duration in every list', async () => {
		const { world: account } = world.simulator;
		const twins = TIMES.map((createdAt, n) => ({ createdAt, media: { duration: 65 + n * 3_600 } }));
		for (const { createdAt } of twins) account.addIndex({ name: 'Twins', createdAt });
		const [first, second] = twins.map((twin) =>
			account.addAsset({ ...twin, filename: 'twin.mp4', status: 'ready' }),
		);
		const index = account.addIndex();
		for (const asset of [first, second]) {
			account.addIndexedAsset({
				indexId: index.id,
				assetId: asset.id,
				createdAt: asset.createdAt,
				status: 'ready',
			});
		}
		const files = [`twin.mp4 · ${DATES[0]} · 1:01:05`, `twin.mp4 · ${DATES[1]} · 1:05`];
		expect(labels(await search('searchAssets', { filter: 'twin' })).sort()).toEqual(files.sort());
		const parameters = { resource: 'indexedAsset', operation: 'get', indexId: byId(index.id) };
		expect(labels(await search('searchIndexedAssets', { parameters })).sort()).toEqual(
			files.sort(),
		);
		const indexes = await search('searchIndexes', { filter: 'Twins' });
		expect(labels(indexes)).toEqual(DATES.map((date) => `Twins · ${date}`));
	});

	test('differ by the end of their IDs, where date and duration are the same', async () => {
		const twin = { filename: 'same.mp4', createdAt: TIMES[0], media: { duration: 65 } };
		const ids = [0, 1].map(
			() => world.simulator.world.addAsset({ ...twin, status: 'ready' as const }).id,
		);
		const found = labels(await search('searchAssets', { filter: 'same' }));
		expect(found.sort()).toEqual(
			ids.map((id) => `same.mp4 · ${DATES[1]} · 1:05 · …${id.slice(-6)}`).sort(),
		);
	});
});

describe('the list of indexed assets', () => {
	test.each(['exact', 'partial'] as const)(
		'searches the chosen index, where the API filters %s',
		async (reading) => {
			world.simulator.switches.filenameFilter = reading;
			const [here, elsewhere] = ['here', 'elsewhere'].map(() => world.simulator.world.addIndex());
			world.simulator.world.addIndexedAsset({
				indexId: here.id,
				filename: 'a-keynote.mp4',
				status: 'queued',
			});
			world.simulator.world.addIndexedAsset({ indexId: elsewhere.id, filename: 'b-keynote.mp4' });
			const parameters = { resource: 'indexedAsset', operation: 'get', indexId: byId(here.id) };
			expect(names(await search('searchIndexedAssets', { filter: 'keynote', parameters }))).toEqual(
				['a-keynote.mp4 (queued)'],
			);
			expect(names(await search('searchIndexedAssets', { parameters }))).toHaveLength(1);
		},
	);

	test('asks for the index first', async () => {
		await expect(
			search('searchIndexedAssets', {
				parameters: { resource: 'indexedAsset', operation: 'get', indexId: byId('') },
			}),
		).rejects.toThrow('Choose an index above first');
	});
});

test('a list says when the key is not accepted, instead of showing nothing', async () => {
	await expect(
		world.engine.searchList('searchIndexes', { ...world.credential, apiKey: 'tlk_wrong' }),
	).rejects.toThrow('TwelveLabs did not accept the API key');
});

describe('the credential test', () => {
	test('asks for one index and accepts the key, with or without a trailing slash', async () => {
		for (const baseUrl of [world.simulator.url, ` \u200b${world.simulator.url}// `]) {
			await world.engine.testCredential({ ...world.credential, baseUrl });
		}
		expect(world.simulator.requests).toHaveLength(2);
		expect(world.simulator.requests[1]).toMatchObject({
			method: 'GET',
			path: '/indexes',
			query: { page: '1', page_limit: '1' },
			status: 200,
		});
	});

	test.each(['<html>Please sign in</html>', { ok: true }, undefined])(
		'is not green where another server answers with status 200 and %j',
		async (body) => {
			world.simulator.faults.add({ respond: { status: 200, body } });
			await expect(world.engine.testCredential(world.credential)).rejects.toThrow(
				'is not TwelveLabs',
			);
		},
	);

	test.each([302, 401, 402, 403, 404, 410, 429, 500, 502, 503, 504])(
		'has plain words for status %i',
		(status) => {
			const { rules = [] } = world.engine.loader.getCredential('twelveLabsApi').type.test ?? {};
			const messages = rules
				.filter(({ properties }) => properties.value === status)
				.map(({ properties }) => properties.message);
			expect(messages).toEqual([expect.stringMatching(/^[A-Z].+\. [A-Z].+\.$/)]);
		},
	);

	test('refuses another key with the status that has plain words in the rules', async () => {
		await expect(
			world.engine.testCredential({ ...world.credential, apiKey: 'tlk_wrong' }),
		).rejects.toMatchObject({ httpCode: '401' });
		const { rules } = world.engine.loader.getCredential('twelveLabsApi').type.test ?? {};
		expect(rules).toEqual(
			expect.arrayContaining([
				{
					type: 'responseCode',
					properties: {
						value: 401,
						message: expect.stringMatching(/did not accept.+without quotes.+"Bearer"/),
					},
				},
			]),
		);
	});
});
