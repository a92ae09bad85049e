import type { IHttpRequestOptions } from 'n8n-workflow';

import { attempt } from '../../../nodes/api/client/attempt';
import type { Connection } from '../../../nodes/api/client/connection';
import type { UploadFile } from '../../../nodes/api/client/file';
import type { ApiRequest } from '../../../nodes/api/client/request';
import { ENDPOINTS } from '../../../nodes/api/endpoints';
import { stubConnection } from '../../stubConnection';
import { ringingAtOnce } from './ringingAtOnce';

const BYTES = 100_000;

const uploadOf = (file: Partial<UploadFile> = {}): ApiRequest => ({
	endpoint: ENDPOINTS.assets.create,
	form: {
		method: 'direct',
		file: {
			name: 'talk.mp4',
			type: 'video/mp4',
			bytes: BYTES,
			ownsPieces: false,
			read: async () =>
				await Promise.resolve(
					(async function* () {
						yield await Promise.resolve(new Uint8Array(BYTES / 2));
						yield await Promise.resolve(new Uint8Array(BYTES / 2));
					})(),
				),
			...file,
		},
	},
});

/** Attempts an upload of whose file the HTTP client asks for so many pieces, before it ends so. */
async function uploaded(
	pieces: number,
	end: () => Promise<object>,
	{
		request = uploadOf(),
		isRepeated,
		...more
	}: Partial<Connection> & {
		request?: ApiRequest;
		isRepeated?: boolean;
	} = {},
) {
	const underWay: Array<boolean | number> = [];
	const connection = stubConnection(() => ({}), {
		onUnderWay: (isUnderWay) => underWay.push(isUnderWay),
		...more,
	});
	const read = async ({ body }: IHttpRequestOptions) => {
		const entries = new Map(body as unknown as Iterable<[string, unknown]>);
		const file = entries.get('file') as { stream(): AsyncGenerator<Uint8Array> };
		const stream = file.stream();
		try {
			for (let n = 0; n < pieces; n++) underWay.push(((await stream.next()).value ?? []).length);
		} catch {
			// As the HTTP client reports it.
			return await cutOff();
		}
		return { statusCode: 200, headers: {}, body: {}, ...(await end()) };
	};
	Object.assign(connection.context.helpers, {
		httpRequestWithAuthentication: async (_: string, options: IHttpRequestOptions) =>
			await read(options),
	});
	return { outcome: await attempt(connection, request, isRepeated), underWay };
}

const HALF = BYTES / 2;
const answered = async () => await Promise.resolve({ body: { _id: 'a1' } });
const cutOff = async () =>
	await Promise.reject<object>(
		Object.assign(new Error('cut'), { isAxiosError: true, code: 'ECONNRESET' }),
	);

test('an upload is as a whole with TwelveLabs when its last byte has been asked for', async () => {
	const { outcome, underWay } = await uploaded(3, answered);
	expect(outcome.kind).toBe('done');
	expect(underWay).toEqual([HALF, HALF, true, 0]);
});

test('an upload that was cut before its last byte was not sent; after it, that is open', async () => {
	const now = jest.spyOn(performance, 'now').mockReturnValue(1_000_000);
	const { outcome } = await uploaded(1, async () => {
		now.mockReturnValue(1_007_000);
		return await cutOff();
	});
	now.mockRestore();
	expect(outcome).toMatchObject({
		kind: 'notSent',
		cause: { file: { name: 'talk.mp4', bytes: BYTES, sent: HALF } },
		idleMs: 7_000,
	});
	expect((await uploaded(3, cutOff)).outcome).toMatchObject({ kind: 'indeterminate' });
});

test('an upload whose file cannot be read ends with that, whatever the HTTP client says', async () => {
	const request = uploadOf({
		read: async () => await Promise.reject(new Error('no such file')),
	});
	const message = 'talk.mp4 could not be read';
	await expect(uploaded(1, cutOff, { request })).rejects.toThrow(message);
});

test('an upload that n8n does not send ends with what n8n says', async () => {
	const blocked = async () => await Promise.reject<object>(new Error('This host is blocked'));
	await expect(uploaded(0, blocked)).rejects.toThrow('This host is blocked');
});

test('an upload that ends early leaves no stream open', async () => {
	let ended = 0;
	const stream = (async function* () {
		yield await Promise.resolve(new Uint8Array(HALF));
		yield await Promise.resolve(new Uint8Array(HALF));
	})();
	const request = uploadOf({
		read: async () => await Promise.resolve(Object.assign(stream, { destroy: () => ended++ })),
	});
	const refused = async () => await Promise.resolve({ statusCode: 413 });
	expect((await uploaded(1, refused, { request })).outcome.kind).toBe('rejected');
	expect(ended).toBe(1);
});

test('an upload holds its file back only where it is repeated', async () => {
	const { pauses, restore } = ringingAtOnce();
	await uploaded(3, answered);
	expect(pauses).toEqual([]);
	await uploaded(3, answered, { isRepeated: true });
	expect(pauses).toEqual([1_000]);
	restore();
});

test('an upload has its time limit anew as long as it gets on, and longer where the line may hold bytes', async () => {
	const limits: number[] = [];
	const now = jest.spyOn(performance, 'now').mockReturnValue(1_000_000);
	const timeout = jest.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
		limits.push(ms);
		return new AbortController().signal;
	});
	const limitsOf = async (bytes: number, settings: object) => {
		let options: IHttpRequestOptions | undefined;
		const connection = stubConnection(
			(asked) => {
				options = asked;
				return { body: {} };
			},
			{ settings },
		);
		await attempt(connection, uploadOf({ bytes }));
		return [options?.timeout, limits.pop()];
	};
	// In all 10 bytes a millisecond; standing still, as long as a line of 100 bytes a millisecond holds 4 MB.
	expect(await limitsOf(1_000, { timeout: 5_000 })).toEqual([5_000, 5_000]);
	expect(await limitsOf(1_000_000, { timeout: 5_000 })).toEqual([100_000, 10_000]);
	expect(await limitsOf(1_000_000, {})).toEqual([undefined, undefined]);
	now.mockRestore();
	timeout.mockRestore();
});

test('an upload that takes longer than its time limit is not ended while it gets on', async () => {
	const request = uploadOf();
	const slow = async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms));
	const connection = stubConnection(() => ({}), { settings: { timeout: 200 } });
	Object.assign(connection.context.helpers, {
		// Longer than the time that a line may hold the bytes of the file.
		httpRequestWithAuthentication: async (_: string, { body }: IHttpRequestOptions) => {
			const entries = new Map(body as unknown as Iterable<[string, unknown]>);
			const { stream } = entries.get('file') as { stream(): AsyncGenerator<Uint8Array> };
			const pieces = stream();
			while ((await pieces.next()).done !== true) await slow(700);
			return { statusCode: 200, headers: {}, body: { _id: 'a1' } };
		},
	});
	expect((await attempt(connection, request)).kind).toBe('done');
});
