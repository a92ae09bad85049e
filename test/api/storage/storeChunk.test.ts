import { OutOfTime } from '../../../nodes/api/client/deadline';
import { OUTAGE_REPEATS } from '../../../nodes/api/storage/outage';
import { storeChunk, type Chunk } from '../../../nodes/api/storage/storeChunk';
import { useSkippedWaits } from '../../engine/skipWaits';
import { stubConnection } from '../../stubConnection';

useSkippedWaits();

test('a storage that never answers is left after minutes, since the chunk holds a buffer that others wait for', async () => {
	let requests = 0;
	const connection = stubConnection(() => ({}));
	Object.assign(connection.context.helpers, {
		httpRequest: async () => {
			requests++;
			return await new Promise(() => undefined);
		},
	});
	const begun = performance.now();
	const storing = storeChunk(connection, {
		index: 1,
		// So long that its time limit is more than the one that `useSkippedWaits` leaves alone.
		bytes: Buffer.alloc(15_001_000),
		headers: {},
		url: async () => await Promise.resolve('http://storage.test/1'),
	});
	await expect(storing).rejects.toThrow('The storage at storage.test did not answer in time');
	expect(requests).toBe(3);
	expect(performance.now() - begun).toBeLessThan(16 * 60_000);
});

/** What becomes of a chunk where the storage answers one request after the other so, the last time for ever. */
async function stored(
	statuses: number[],
	url: Chunk['url'] = async () => await Promise.resolve('http://storage.test/1'),
) {
	let requests = 0;
	const connection = stubConnection(() => ({}));
	Object.assign(connection.context.helpers, {
		httpRequest: async () => {
			const statusCode = statuses[Math.min(requests++, statuses.length - 1)];
			return await Promise.resolve({ statusCode, headers: { etag: `"${requests}"` }, body: '' });
		},
	});
	const chunk = { index: 1, bytes: Buffer.from('abc'), headers: {}, url };
	const result = await storeChunk(connection, chunk).catch(({ message }: Error) => message);
	return { result, requests };
}

const NOT_TAKEN = 'The storage at storage.test did not take chunk 1';

test('each repetition asks for a new address, and the first request does not', async () => {
	const isNew: boolean[] = [];
	const url = async (wish: boolean) => {
		isNew.push(wish);
		return await Promise.resolve('http://storage.test/1');
	};
	expect(await stored([403, 500, 200], url)).toEqual({ result: '3', requests: 3 });
	expect(isNew).toEqual([false, true, true]);
});

test('two addresses may be refused, and not three', async () => {
	expect(await stored([403, 403, 200])).toEqual({ result: '3', requests: 3 });
	expect(await stored([403])).toEqual({ result: NOT_TAKEN, requests: 3 });
});

test('a storage that is down is no refusal, and has all the repetitions of an outage', async () => {
	const requests = OUTAGE_REPEATS + 1;
	expect(await stored([500])).toEqual({ result: NOT_TAKEN, requests });
});

test('an address that cannot be had during an outage is asked for again', async () => {
	const addresses = [Promise.reject(new OutOfTime()), Promise.resolve('http://storage.test/2')];
	const url = async () => await (addresses.shift() ?? 'none');
	expect(await stored([200], url)).toEqual({ result: '1', requests: 1 });
	let asked = 0;
	const never = async () => {
		asked++;
		return await Promise.reject<string>(new OutOfTime());
	};
	expect(await stored([200], never)).toEqual({ result: new OutOfTime().message, requests: 0 });
	expect(asked).toBe(OUTAGE_REPEATS + 1);
});

test('an address that is refused ends it at once', async () => {
	let asked = 0;
	const url = async () => {
		asked++;
		return await Promise.reject<string>(new Error('No such upload'));
	};
	expect(await stored([200], url)).toEqual({ result: 'No such upload', requests: 0 });
	expect(asked).toBe(1);
});
