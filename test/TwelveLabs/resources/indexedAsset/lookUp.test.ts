import type { IDataObject } from 'n8n-workflow';

import type { Item } from '../../../../nodes/TwelveLabs/run/item';
import { stubConnection } from '../../../stubConnection';
import { ServerClock } from '../../../../nodes/shared/creating/serverClock';
import { Tries } from '../../../../nodes/shared/creating/tries';
import {
	findCreated,
	findIndexed,
} from '../../../../nodes/TwelveLabs/resources/indexedAsset/lookUp';

const INDEX = '6a10000000000000000000ab';
const ENTRY = '6a20000000000000000000cd';
const place = { assetId: '6a3000000000000000000001', indexId: INDEX };

/** The server's clock stands at noon, UTC. */
const NOON = Date.UTC(2026, 10, 26, 12);
const DATE = new Date(NOON).toUTCString();

/** n8n may run anywhere: here the zone that is furthest ahead of UTC. */
const ZONE = process.env.TZ;
beforeAll(() => {
	process.env.TZ = 'Pacific/Kiritimati';
	// No pause takes time.
	jest.spyOn(AbortSignal, 'timeout').mockImplementation(() => {
		const over = new AbortController();
		setImmediate(() => over.abort());
		return over.signal;
	});
});
afterAll(() => {
	process.env.TZ = ZONE;
	jest.restoreAllMocks();
});

/** An item whose server lists one entry of the asset, and says that the list holds `total`. */
function itemWith(entry: IDataObject, total = 1): Item {
	const list = {
		data: [{ _id: ENTRY, index: { _id: INDEX } }],
		page_info: { total_results: total },
	};
	const connection = stubConnection(({ url }) => ({
		headers: { date: DATE },
		body: url.startsWith('http://twelvelabs.test/assets/') ? list : { _id: ENTRY, ...entry },
	}));
	return { connection, tries: new Tries() } as Item;
}

const newTarget = () => ({
	owned: new Map<string, number>(),
	clock: new ServerClock(),
	lastRequestEnd: -Infinity,
	lookups: 0,
});

test('an entry whose time names no offset counts as one of these minutes, in every zone of n8n', async () => {
	const created_at = new Date(NOON - 60_000).toISOString().replace('Z', '');
	const item = itemWith({ status: 'pending', created_at });
	const requests = { begunAt: performance.now() };
	expect(await findCreated(item, place, requests, newTarget())).toEqual({
		state: 'ambiguous',
		ids: [ENTRY],
	});
});

test('an entry is found by an index ID in upper case', async () => {
	const upper = { ...place, indexId: INDEX.toUpperCase() };
	const found = await findIndexed(itemWith({ status: 'ready' }), upper, newTarget());
	expect(found.live?._id).toBe(ENTRY);
});

test('a list that was not read in full is no reason to index', async () => {
	const item = itemWith({ status: 'failed' }, 3);
	await expect(findIndexed(item, place, newTarget())).rejects.toThrow(/could not be read in full$/);
});

test('a list that was read in full is', async () => {
	const item = itemWith({ status: 'failed' });
	expect(await findIndexed(item, place, newTarget())).toEqual({ before: new Set([ENTRY]) });
});

test('what this process created minutes ago, and the list does not show, is not read', async () => {
	const target = newTarget();
	target.owned.set('deleted', performance.now() - 120_000);
	target.owned.set('new', performance.now());
	const item = itemWith({ status: 'failed' });
	const read = jest.spyOn(item.connection.context.helpers, 'httpRequestWithAuthentication');
	await findIndexed(item, place, target).catch(() => undefined);
	const urls = read.mock.calls.map(([, { url }]) => url.split('/').at(-1));
	expect(urls).toContain('new');
	expect(urls).not.toContain('deleted');
});
