import { Readable } from 'node:stream';

import type { IHttpRequestOptions, IPollFunctions, NodeApiError } from 'n8n-workflow';

import type { Connection } from '../../../nodes/api/client/connection';
import { OutOfTime } from '../../../nodes/api/client/deadline';
import { pause } from '../../../nodes/api/client/pause';
import { read, readTimed, send } from '../../../nodes/api/client/send';
import { ENDPOINTS } from '../../../nodes/api/endpoints';
import { factsOf } from '../../../nodes/api/errors/facts';
import { detailsOf } from '../../../nodes/api/errors/details';
import { useSkippedWaits } from '../../engine/skipWaits';
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

describe('what a read gives', () => {
	useSkippedWaits();

	const answering = (body: unknown, headers: object = {}) =>
		stubConnection(() => ({ body, headers }));

	test('is the body, the time at the server, and whether a cache had it', async () => {
		const date = 'Fri, 27 Nov 2026 20:00:00 GMT';
		const body = { data: [] };
		expect(await readTimed(answering(body, { date }), LIST)).toEqual({
			body,
			serverTime: Date.parse(date),
			isStored: false,
		});
		expect(await readTimed(answering(body, { age: '0' }), LIST)).toMatchObject({ isStored: false });
		expect(await readTimed(answering(body, { age: '12' }), LIST)).toMatchObject({ isStored: true });
		expect(await read(answering(body), LIST)).toEqual(body);
	});

	test('is an object, though what is written may be answered by nothing', async () => {
		const write = { endpoint: ENDPOINTS.indexes.update, ids: { indexId: 'x1' } };
		expect((await send(answering(''), write)).body).toBe('');
		await expect(read(answering(''), write)).rejects.toThrow('does not come from TwelveLabs');
	});

	test.each([['a page of a proxy'], [[1, 2]], [7]])('is never %p', async (body) => {
		await expect(read(answering(body), LIST)).rejects.toThrow();
	});
});

describe('a request that is repeated', () => {
	useSkippedWaits();

	/** A server that gives these answers, one after the other. */
	const giving = (answers: Array<{ statusCode: number; body?: object } | { code: string }>) => {
		const requests: IHttpRequestOptions[] = [];
		const underWay: boolean[] = [];
		const connection = stubConnection(
			(options) => {
				const answer = answers[requests.length];
				requests.push(options);
				if ('code' in answer)
					throw Object.assign(new Error('no response'), answer, { isAxiosError: true });
				return { body: { code: 'x', message: 'Not now' }, ...answer };
			},
			{ onUnderWay: (isUnderWay) => void underWay.push(isUnderWay) },
		);
		return { connection, requests, underWay };
	};
	const CREATE = { endpoint: ENDPOINTS.indexes.create, body: { index_name: 'a' } };

	const failure = async (connection: Connection, request = CREATE) =>
		(await send(connection, request).then(
			() => undefined,
			(error: unknown) => error,
		)) as NodeApiError;

	test('says so with the number of attempts, of what reads', async () => {
		const { connection, requests } = giving([{ code: 'ECONNRESET' }, { statusCode: 404 }]);
		const error = await failure(connection, LIST as never);
		expect(detailsOf(error).attempts).toBe(2);
		expect(requests).toHaveLength(2);
	});

	test('is unclear where an attempt before may have had its effect, and not where none left', async () => {
		const lost = giving([{ code: 'ECONNRESET' }, { statusCode: 404 }]);
		expect(factsOf(await failure(lost.connection, LIST as never)).effect).toBe('unclear');
		const notSent = giving([{ code: 'ENOTFOUND' }, { statusCode: 400 }]);
		expect(factsOf(await failure(notSent.connection)).effect).toBe('none');
	});

	test('holds its files back from the second attempt on', async () => {
		const held: boolean[] = [];
		const { connection } = giving([{ code: 'ENOTFOUND' }, { statusCode: 400 }]);
		const respond = connection.context.helpers.httpRequestWithAuthentication;
		const read = async () => await Promise.resolve(Readable.from([Buffer.alloc(3)]));
		const file = { name: 'a.mp4', type: 'video/mp4', bytes: 3, ownsPieces: false, read };
		Object.assign(connection.context.helpers, {
			httpRequestWithAuthentication: async (name: string, options: IHttpRequestOptions) => {
				const entries = new Map(options.body as unknown as Iterable<[string, unknown]>);
				const sent = entries.get('file') as { stream(): AsyncGenerator<Uint8Array> };
				const begun = performance.now();
				await sent.stream().next();
				held.push(performance.now() - begun >= 1_000);
				return await respond.call(connection.context as never, name, options);
			},
		});
		await failure(connection, { endpoint: ENDPOINTS.assets.create, form: { file } } as never);
		expect(held).toEqual([false, true]);
	});

	test('is under way, and no more where it certainly had no effect', async () => {
		const { connection, underWay } = giving([{ code: 'ENOTFOUND' }, { statusCode: 400 }]);
		await failure(connection);
		expect(underWay).toEqual([true, false, true, false]);
	});

	test('stays under way where it may have had its effect', async () => {
		const { connection, underWay } = giving([{ code: 'ECONNRESET' }]);
		await failure(connection);
		expect(underWay).toEqual([true]);
	});

	test('stays under way where it had its effect', async () => {
		const { connection, underWay } = giving([{ statusCode: 201, body: { _id: 'x1' } }]);
		await send(connection, CREATE);
		expect(underWay).toEqual([true]);
	});
});

test('a pause of the rate limit is written to the log', async () => {
	const lines: string[] = [];
	const connection = endingSoon({ statusCode: 429, headers: { 'retry-after': '3' } });
	Object.assign(connection.context.logger, { info: (line: string) => lines.push(line) });
	await expect(send(connection, LIST)).rejects.toThrow();
	expect(lines).toEqual([expect.stringMatching(/^TwelveLabs: Rate limit: pausing \d+ s$/)]);
});
