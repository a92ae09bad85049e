import type { IPollFunctions } from 'n8n-workflow';

import type { Connection } from '../../../nodes/api/client/connection';
import { OutOfTime } from '../../../nodes/api/client/deadline';
import { pause } from '../../../nodes/api/client/pause';
import { send } from '../../../nodes/api/client/send';
import { ENDPOINTS } from '../../../nodes/api/endpoints';
import { stubConnection } from '../../stubConnection';

const LIST = { endpoint: ENDPOINTS.indexes.list };

const ENDS_IN_MS = 200;

/** A connection that ends soon, to a server that always answers the same. */
const endingSoon = (answer: { statusCode: number; headers?: Record<string, string> }): Connection =>
	stubConnection(() => ({ body: {}, ...answer }), { endsAt: performance.now() + ENDS_IN_MS });

test('when the time of a sender ends in a pause of the rate limit, the error is about that limit', async () => {
	const connection = endingSoon({ statusCode: 429, headers: { 'retry-after': '3' } });
	await expect(send(connection, LIST)).rejects.toMatchObject({
		failure: { cause: 'rate-limited', resetsAtEpochMs: expect.any(Number) },
	});
});

test('when the time of a sender ends before a repetition, the error is about the attempt before', async () => {
	const connection = endingSoon({ statusCode: 503 });
	const sent = send(connection, LIST);
	await expect(sent).rejects.toMatchObject({ httpCode: '503' });
	// It was made once, whatever was planned.
	await expect(sent).rejects.not.toHaveProperty('context.details.attempts');
});

test('when the time of a sender ends before its first response, the error is about the time', async () => {
	const connection = endingSoon({ statusCode: 429, headers: { 'retry-after': '3' } });
	const stop = new AbortController();
	const waiting = send({ ...connection, endsAt: undefined, cancel: stop.signal }, LIST);
	const isStopped = expect(waiting).rejects.toThrow('stopped');
	await pause(ENDS_IN_MS / 4);
	await expect(send(connection, LIST)).rejects.toBeInstanceOf(OutOfTime);
	stop.abort(new Error('stopped'));
	await isStopped;
});

test('an attempt of a poll ends at its time limit, also where the HTTP client reacts to nothing', async () => {
	const signals: Array<AbortSignal | undefined> = [];
	const connection = endingSoon({ statusCode: 200 });
	const helpers = {
		// A poll has no cancel signal of its own, so n8n finds the attempt's.
		async httpRequestWithAuthentication(this: { getExecutionCancelSignal?(): AbortSignal }) {
			signals.push(this.getExecutionCancelSignal?.());
			return await new Promise(() => {});
		},
	};
	const context = { ...connection.context, helpers } as unknown as IPollFunctions;
	const settings = { timeout: ENDS_IN_MS / 4 };
	await expect(send({ ...connection, context, settings }, LIST)).rejects.toMatchObject({
		message: 'TwelveLabs at twelvelabs.test did not answer in time',
	});
	expect(signals.length).toBeGreaterThan(0);
	for (const signal of signals) expect(signal?.aborted).toBe(true);
});
