import { assets } from '../../../../nodes/TwelveLabsTrigger/sources/asset/source';
import { InProcessApi } from '../../inProcessApi';

/** Assets, and the IDs of the list that was asked for them. */
function listing() {
	const api = new InProcessApi();
	const ids = Array.from({ length: 50 }, () => api.world.addAsset({ status: 'processing' }).id);
	return { api, ids, source: assets(api.connection) };
}

test('fifty assets are one request, in the order of their IDs', async () => {
	const { api, ids, source } = listing();
	api.world.finish(ids[7]);
	const entries = await source.entries(ids);
	expect(api.requests).toBe(1);
	expect(entries).toEqual(ids.map((_id, n) => expect.objectContaining({ _id, finished: n === 7 })));
});

test('one that the list leaves out is asked for by itself before it counts as gone', async () => {
	const { api, ids, source } = listing();
	api.world.remove(ids[3]);
	const entries = await source.entries(ids);
	expect(api.requests).toBe(2);
	expect(entries[3]).toBe('gone');
	const missing = api.world.addAsset({ status: 'ready' });
	const asset = api.world.assets.get(missing.id);
	api.world.assets.delete(missing.id);
	api.beforeRequest = (count) => {
		// The list comes from a replica that lags behind.
		if (count === 4 && asset) api.world.assets.set(asset.id, asset);
	};
	expect(await source.entries([missing.id])).toEqual([
		expect.objectContaining({ _id: missing.id, finished: true }),
	]);
});
