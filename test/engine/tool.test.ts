import { NodeConnectionTypes, type IDataObject } from 'n8n-workflow';

import { byId, errorOf, jsonOf } from './harness';
import { useWorld } from './world';

const world = useWorld();

const UNKNOWN = '69a1c5e0f2b84d3c9e7a1b20';

/** What an AI Agent hands its model when the model has called the node. */
async function toldToModel(indexedAssetId: string): Promise<IDataObject[]> {
	const parameters = { indexId: byId(UNKNOWN), indexedAssetId: byId(indexedAssetId) };
	const run = await world.run('get', parameters, { asTool: true });
	const [{ data }] = run.data.resultData.runData.Node;
	return (data?.[NodeConnectionTypes.AiTool]?.[0] ?? []).map(({ json }) => json);
}

test('the model reads what happened, what TwelveLabs says, and what to do next', async () => {
	const [{ error }] = await toldToModel(UNKNOWN);
	expect(error).toMatch(/^Index \w{24} does not exist, or is in another account\. /);
	expect(error).toContain(`TwelveLabs says: Resource with id ${UNKNOWN} does not exist`);
	expect(error).toContain('Check the IDs.');
});

test('the model reads that nothing was found, where n8n would hand it an empty text', async () => {
	const { world: account } = world.simulator;
	const indexId = byId(account.addIndex().id);
	const run = await world.run('getAll', { indexId }, { asTool: true });
	const [{ data }] = run.data.resultData.runData.Node;
	expect(data?.[NodeConnectionTypes.AiTool]?.[0]?.map(({ json }) => json)).toEqual([
		{ message: expect.stringMatching(/^Nothing was found\./) as string },
	]);
	expect(jsonOf(await world.run('getAll', { indexId }))).toEqual([]);
});

describe('a name in place of an ID', () => {
	/** Runs Get as a tool; gives what the model reads, and what was asked for. */
	const get = async (index: string, indexedAsset: string) => {
		world.simulator.requests.length = 0;
		const run = await world.run(
			'get',
			{ indexId: byId(index), indexedAssetId: byId(indexedAsset) },
			{ asTool: true },
		);
		const [{ data }] = run.data.resultData.runData.Node;
		return data?.[NodeConnectionTypes.AiTool]?.[0]?.[0].json ?? {};
	};

	test.each(['exact', 'partial'] as const)(
		'stands for the one thing that bears it, where the API filters %s',
		async (reading) => {
			const { world: account, switches } = world.simulator;
			switches.indexNameFilter = reading;
			switches.filenameFilter = reading;
			const index = account.addIndex({ name: `Talks ${reading}` });
			account.addIndex({ name: `Talks ${reading} 2` });
			const entry = account.addIndexedAsset({ indexId: index.id, filename: 'café.mp4' });
			account.addIndexedAsset({ indexId: index.id, filename: 'café.mp4.bak' });
			const found = await get(` Talks ${reading}`, 'cafe\u0301.mp4');
			expect(found).toMatchObject({ _id: entry.id, index_id: index.id });
		},
	);

	test('costs an ID no request', async () => {
		const { world: account } = world.simulator;
		const index = account.addIndex();
		const entry = account.addIndexedAsset({ indexId: index.id });
		await get(index.id, entry.id);
		expect(world.sent()).toEqual([`GET /indexes/${index.id}/indexed-assets/${entry.id}`]);
	});

	test('of several things lists them with ID, name and date, and does nothing', async () => {
		const { world: account } = world.simulator;
		const index = account.addIndex({ name: 'Recordings' });
		const [one, two] = [1, 2].map((day) =>
			account.addIndexedAsset({
				indexId: index.id,
				filename: 'recording.mp4',
				createdAt: Date.parse(`2026-11-0${day}T12:00:00Z`),
			}),
		);
		const { error } = await get('Recordings', 'recording.mp4');
		expect(error).toMatch(/^Indexed Asset: "recording\.mp4" is the name of 2 indexed assets/);
		for (const { id } of [one, two]) expect(error).toContain(`${id} "recording.mp4" 2026-11-0`);

		world.simulator.requests.length = 0;
		const run = await world.run('delete', {
			indexId: byId('Recordings'),
			indexedAssetId: byId('recording.mp4'),
		});
		expect(errorOf(run).message).toContain('is the name of 2 indexed assets');
		expect(world.sent().filter((request) => !request.startsWith('GET'))).toEqual([]);
	});

	test('of nothing lists what there is, the similar first', async () => {
		const { world: account } = world.simulator;
		const index = account.addIndex({ name: 'Summit' });
		for (let n = 0; n < 12; n++) {
			account.addIndexedAsset({ indexId: index.id, filename: `clip-${n}.mp4` });
		}
		const { error } = await get('Summit', 'clip 3');
		expect(error).toMatch(
			/^Indexed Asset: "clip 3" is not an ID, and no indexed asset has this name.* list: \w+ "clip-3\.mp4"/,
		);
		expect(error).toMatch(/; and more\.$/);
	});

	test('is looked up once for all items of a run', async () => {
		const { world: account } = world.simulator;
		const index = account.addIndex({ name: 'Once' });
		const assets = [1, 2, 3].map(() => account.addAsset({ status: 'ready' }));
		const run = await world.run(
			'create',
			{ indexId: byId('Once'), assetId: byId('={{ $json.id }}') },
			{ input: assets.map(({ id }) => ({ json: { id } })) },
		);
		expect(jsonOf(run).map(({ index_id }) => index_id)).toEqual([index.id, index.id, index.id]);
		expect(world.sent().filter((request) => request.startsWith('GET'))).toEqual(['GET /indexes']);
	});

	test('is looked up anew in the next run of the node, since another thing may have it by then', async () => {
		const { world: account } = world.simulator;
		const { id } = account.addAsset({ filename: 'clip.mp4', status: 'ready' });
		const parameters = { resource: 'asset', operation: 'get', assetId: byId('clip.mp4') };
		const run = await world.run('get', parameters, { rounds: 2 });
		expect([...jsonOf(run), ...jsonOf(run, 0, 1)].map(({ _id }) => _id)).toEqual([id, id]);
		expect(world.sent().filter((request) => request === 'GET /assets')).toHaveLength(2);
	});

	test('that was chosen from the list or given as an address is an ID already', async () => {
		for (const locator of [
			{ __rl: true, mode: 'list', value: 'odd-id' },
			{ __rl: true, mode: 'url', value: 'https://playground.twelvelabs.io/indexes/odd-id' },
		]) {
			world.simulator.requests.length = 0;
			await world.run('getAll', { indexId: locator });
			expect(world.sent()).toEqual(['GET /indexes/odd-id/indexed-assets']);
		}
	});
});

test('and so it does for a value that does not fit', async () => {
	const [{ error }] = await toldToModel('={{ "" }}');
	expect(error).toMatch(/^Indexed Asset is empty \[item 0\]\. .*give its ID/);
});
