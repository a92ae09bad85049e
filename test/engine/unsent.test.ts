import { OneCredential } from '../../scripts/engine/oneCredential';
import { byId, errorOf, jsonOf } from './harness';
import { useWorld } from './world';

const world = useWorld();

const CREATE = 'indexes-indexedAssets.create';
const DELETE = 'indexes-indexedAssets.delete';

const indexAsset = async (more: Parameters<typeof world.run>[2] = {}) => {
	const index = world.simulator.world.addIndex();
	const asset = world.simulator.world.addAsset({ status: 'ready' });
	const ids = { indexId: byId(index.id), assetId: byId(asset.id) };
	return errorOf(await world.run('create', ids, more));
};

afterEach(() => jest.restoreAllMocks());

describe('a request that never left is not announced as one that may have indexed', () => {
	test('when n8n cannot sign it', async () => {
		jest
			.spyOn(OneCredential.prototype, 'authenticate')
			.mockRejectedValue(new Error('The credential cannot be decrypted'));
		const error = await indexAsset();
		expect(error.message).toContain('The credential cannot be decrypted');
		expect(JSON.stringify(error)).not.toContain('indexed all the same');
		expect(world.sent()).toEqual([]);
	});

	test('when the connection is not secure', async () => {
		const baseUrl = world.simulator.url.replace('http:', 'https:');
		const error = await indexAsset({ credential: { ...world.credential, baseUrl } });
		expect(error.message).toContain('No secure connection');
		expect(JSON.stringify(error)).not.toContain('indexed all the same');
	});

	test('but a second attempt that never left does not clear the first', async () => {
		world.simulator.faults.add({ on: CREATE, respond: 'reset' });
		world.simulator.faults.add({
			on: (request) => {
				if (request.operationId !== 'indexes-indexedAssets.list-by-asset') return false;
				const { authenticate } = OneCredential.prototype;
				jest.spyOn(OneCredential.prototype, 'authenticate').mockImplementation(async function (
					this: OneCredential,
					...args
				) {
					const [, , request] = args;
					if ('method' in request && request.method === 'POST')
						throw new Error('The credential is gone');
					return await authenticate.apply(this, args);
				});
				return true;
			},
			respond: { delayMs: 0 },
		});
		const error = await indexAsset();
		expect(JSON.stringify(error)).toContain('may have been indexed all the same');
	});
});

describe('Delete', () => {
	const existing = () => {
		const { id: indexId } = world.simulator.world.addIndex();
		return { indexId, entry: world.simulator.world.addIndexedAsset({ indexId, status: 'ready' }) };
	};
	const remove = async (indexId: string, id: string) =>
		await world.run('delete', { indexId: byId(indexId), indexedAssetId: byId(id) });

	test('of what never existed, after one 503, says that it is unclear', async () => {
		const { indexId } = existing();
		const id = 'e'.repeat(24);
		world.simulator.faults.add({ on: DELETE, respond: { status: 503 } });
		expect(jsonOf(await remove(indexId, id))).toEqual([
			{ _id: id, deleted: true, unclear: expect.stringContaining('it was not there before') },
		]);
	});

	test('whose response was lost says the same, since nothing distinguishes the two', async () => {
		const { indexId, entry } = existing();
		world.simulator.faults.add({ on: DELETE, when: 'after', respond: 'reset' });
		const [json] = jsonOf(await remove(indexId, entry.id));
		expect(Object.keys(json)).toEqual(['_id', 'deleted', 'unclear']);
	});

	test('that a later attempt confirms is certain', async () => {
		const { indexId, entry } = existing();
		world.simulator.faults.add({ on: DELETE, respond: { status: 503 } });
		expect(jsonOf(await remove(indexId, entry.id))).toEqual([{ _id: entry.id, deleted: true }]);
	});

	test('of what does not exist, without any trouble, is not green', async () => {
		const { indexId } = existing();
		expect(errorOf(await remove(indexId, 'e'.repeat(24))).httpCode).toBe('404');
	});
});
