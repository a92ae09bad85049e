import { remove } from '../../../nodes/api/client/remove';
import { ENDPOINTS } from '../../../nodes/api/endpoints';
import { useSkippedWaits } from '../../engine/skipWaits';
import { stubConnection } from '../../stubConnection';

useSkippedWaits();

const REQUEST = { endpoint: ENDPOINTS.indexes.delete, ids: { indexId: 'a' } };

/** A connection to a server that answers with these statuses, one after the other. */
function answering(...statuses: number[]) {
	return stubConnection(() => ({ statusCode: statuses.shift(), body: '' }));
}

test('what an answer says was deleted is certain', async () => {
	expect(await remove(answering(204), REQUEST)).toEqual({ isCertain: true });
});

test('what is gone after a lost response was perhaps deleted by it', async () => {
	expect(await remove(answering(503, 404), REQUEST)).toEqual({ isCertain: false });
});

test('what was never there is an error', async () => {
	await expect(remove(answering(404), REQUEST)).rejects.toMatchObject({ httpCode: '404' });
});

test('a refusal is an error, also after a lost response', async () => {
	await expect(remove(answering(503, 403), REQUEST)).rejects.toMatchObject({ httpCode: '403' });
});

test('what is no error of a request is thrown as it is', async () => {
	const stop = new AbortController();
	const reason = new Error('stop');
	stop.abort(reason);
	await expect(remove({ ...answering(204), cancel: stop.signal }, REQUEST)).rejects.toBe(reason);
});
