import type { Item } from '../../../../nodes/TwelveLabs/run/item';
import { ENDPOINTS } from '../../../../nodes/api/endpoints';
import { stubConnection } from '../../../stubConnection';
import { ServerClock } from '../../../../nodes/shared/creating/serverClock';
import { Tries } from '../../../../nodes/shared/creating/tries';
import { createIndexedAsset } from '../../../../nodes/TwelveLabs/resources/indexedAsset/createIndexedAsset';

const place = { assetId: '6a3000000000000000000001', indexId: '6a10000000000000000000ab' };

/** An item whose server answers every request with this. */
const itemWith = (answer: { headers?: object; body: unknown }) =>
	({
		connection: stubConnection(() => ({ statusCode: 201, ...answer })),
		request: { endpoint: ENDPOINTS.indexedAssets.create, ids: { indexId: place.indexId } },
		onEffect: () => {},
		tries: new Tries(),
	}) as unknown as Item;

test.each([
	['a text', { body: { _id: 'abc' } }, 'abc'],
	['a number', { body: { _id: 123 } }, '123'],
	[
		'empty, and Location names it',
		{ headers: { location: '/indexed-assets/def' }, body: { _id: '' } },
		'def',
	],
	[
		'null, and Location names it',
		{ headers: { location: '/indexed-assets/def' }, body: { _id: null } },
		'def',
	],
])('the ID of what was created is text where the response has %s', async (_what, answer, id) => {
	const target = { owned: new Map<string, number>(), clock: new ServerClock() };
	const created = await createIndexedAsset(itemWith(answer), place, {
		body: {},
		target: { ...target, lastRequestEnd: -Infinity, lookups: 0 },
	});
	expect(created._id).toBe(id);
	expect([...target.owned.keys()]).toEqual([id]);
});
