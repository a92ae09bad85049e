import { DEFAULT_SWITCHES, type Switches } from '../../simulator/switches';
import { byId, errorOf, jsonOf } from './harness';
import { useWorld } from './world';

/** It is not documented which of these readings TwelveLabs has; the node must work with each. */
const READINGS: Array<Partial<Switches>> = [
	{},
	{ listStatuses: 'readyOnly' },
	{ listUserMetadata: true },
	{ metadataMovesUpdatedAt: false, updatedAt: 'metadataOnly' },
	{ indexedAt: 'whenFinished' },
	{ indexedAt: 'nullUntilReady' },
	{ timeFilterFractions: 'refuse' },
	{ unknownId: 400, malformedId: 404, errorShape: 'nested' },
	{ repeatedIndexing: 'sameId' },
	{ pageLimitAboveMaximum: 'clamp' },
	{ createAnswer: 'idOnly' },
	{ createAnswer: 'locationOnly' },
	{ filenameFilter: 'exact' },
	{ ties: 'shuffled' },
	{ plan: 'paid' },
];

const world = useWorld({ durations: { pending: 0, queued: 0, indexing: 0 } });

test.each(READINGS)(
	'an indexed asset lives its whole life where TwelveLabs reads %j',
	async (reading) => {
		Object.assign(world.simulator.switches, DEFAULT_SWITCHES, reading);
		const index = world.simulator.world.addIndex();
		const asset = world.simulator.world.addAsset({ filename: 'keynote.mp4', status: 'ready' });
		const indexId = byId(index.id);
		const field = { key: 'season', type: 'integer', value: 7 };

		const [created] = jsonOf(
			await world.run('create', {
				indexId,
				assetId: byId(asset.id),
				userMetadata: { fields: [field] },
				options: { waitForCompletion: true },
			}),
		);
		expect(created).toMatchObject({ asset_id: asset.id, index_id: index.id, status: 'ready' });
		const indexedAssetId = byId(String(created._id));

		const again = await world.run('create', {
			indexId,
			assetId: byId(asset.id),
			options: { skipIfIndexed: true },
		});
		expect(jsonOf(again)).toEqual([created]);

		const changed = await world.run('update', {
			indexId,
			indexedAssetId,
			userMetadata: { fields: [{ ...field, value: 8 }] },
		});
		expect(jsonOf(changed)).toEqual([{ _id: created._id, updated: true }]);

		const [details] = jsonOf(await world.run('get', { indexId, indexedAssetId, output: 'raw' }));
		expect(details).toMatchObject({ _id: created._id, user_metadata: { season: 8 } });

		const listed = await world.run('getAll', {
			indexId,
			returnAll: true,
			filters: {
				status: ['ready'],
				filename: 'keynote.mp4',
				createdAt: '={{ $now.minus(1, "hour") }}',
				userMetadata: { fields: [{ ...field, value: 8 }] },
			},
		});
		expect(jsonOf(listed).map(({ _id }) => _id)).toEqual([created._id]);

		const homes = await world.run('getAllByAsset', { assetId: byId(asset.id) });
		expect(jsonOf(homes)).toEqual([expect.objectContaining({ _id: created._id })]);

		const removed = await world.run('delete', { indexId, indexedAssetId });
		expect(jsonOf(removed)).toEqual([{ _id: created._id, deleted: true }]);

		const gone = errorOf(await world.run('get', { indexId, indexedAssetId, output: 'raw' }));
		expect(gone.httpCode).toBe(String(reading.unknownId ?? 404));
		expect(gone.description).toContain('TwelveLabs says:');
	},
);
