import { ENDPOINTS } from '../../../nodes/api/endpoints';
import { isOutage, OUTAGE_REPEATS, readThroughOutage } from '../../../nodes/api/storage/outage';
import { useSkippedWaits } from '../../engine/skipWaits';
import { stubConnection } from '../../stubConnection';

useSkippedWaits();

const REQUEST = { endpoint: ENDPOINTS.multipartUploads.retrieve, ids: { uploadId: 'u1' } };

/** A server whose first answers have this status, or do not come, and then all is well. */
function serverAfter(bad: { statusCode: number; body?: string } | { code: string }, times: number) {
	let asked = 0;
	const connection = stubConnection(() => {
		if (asked++ >= times) return { body: { status: 'active' } };
		if ('code' in bad) throw Object.assign(new Error('no response'), bad, { isAxiosError: true });
		return { body: { code: 'internal_error', message: 'Not now' }, ...bad };
	});
	return { connection, asked: () => asked };
}

const answerAfter = async (bad: { statusCode: number } | { code: string }, times: number) =>
	await readThroughOutage(serverAfter(bad, times).connection, REQUEST);

test.each([
	{ statusCode: 500 },
	{ statusCode: 503 },
	{ code: 'ECONNRESET' },
	{ code: 'ENOTFOUND' },
])('a read outlasts an outage of %p that `read` alone does not', async (bad) => {
	expect(await answerAfter(bad, 6)).toEqual({ status: 'active' });
	expect(await answerAfter(bad, 30)).toEqual({ status: 'active' });
});

test('it ends where the outage does not', async () => {
	const { connection, asked } = serverAfter({ statusCode: 500 }, Infinity);
	await expect(readThroughOutage(connection, REQUEST)).rejects.toThrow();
	// Each time `read` itself asks up to five times.
	expect(asked()).toBeGreaterThan(OUTAGE_REPEATS + 1);
	expect(asked()).toBeLessThanOrEqual((OUTAGE_REPEATS + 1) * 5);
});

test('a refusal ends it at once', async () => {
	const { connection, asked } = serverAfter({ statusCode: 404 }, 1);
	await expect(readThroughOutage(connection, REQUEST)).rejects.toThrow();
	expect(asked()).toBe(1);
});

test('an answer that is none of TwelveLabs comes from something in between, and may be over soon', async () => {
	const { connection } = serverAfter({ statusCode: 200, body: '<html>' }, 6);
	expect(await readThroughOutage(connection, REQUEST)).toEqual({ status: 'active' });
});

test('what is no error of a request is no outage', () => {
	expect(isOutage(new Error('a bug'))).toBe(false);
	expect(isOutage(undefined)).toBe(false);
});
