import { storeChunk } from '../../../nodes/api/storage/storeChunk';
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
