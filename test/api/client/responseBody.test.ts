import { readResponse } from '../../../nodes/api/client/responseBody';
import { InterruptedResponse } from '../../../nodes/api/errors/networkError';

const KEY = 'tlk_0123456789';
const MEGABYTE = 1024 * 1024;

async function* streamOf(...chunks: Array<string | Uint8Array | Error>) {
	for (const chunk of chunks) {
		if (chunk instanceof Error) throw chunk;
		yield await Promise.resolve(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
	}
}

const read = async (body: unknown, statusCode = 200, headers = {}) =>
	await readResponse({ statusCode, headers, body }, KEY);

test('a body is parsed, in however many pieces it comes', async () => {
	const [first, second] = ['{"name":"fü', 'r"}'].map((text) => Buffer.from(text));
	// In the middle of a character.
	const at = first.length - 1;
	const body = streamOf(first.subarray(0, at), Buffer.concat([first.subarray(at), second]));
	expect((await read(body)).body).toEqual({ name: 'für' });
});

test('a byte order mark is no part of JSON', async () => {
	expect((await read('\ufeff{"a":1}')).body).toEqual({ a: 1 });
});

test('what is no JSON stays text, and nothing stays nothing', async () => {
	expect((await read(streamOf('<html>'))).body).toBe('<html>');
	expect((await read(streamOf())).body).toBe('');
});

test('what n8n has parsed stays as it is', async () => {
	const body = { a: 1 };
	expect((await read(body)).body).toBe(body);
	expect((await read(null)).body).toBeNull();
});

test('the API key is in neither body nor headers, and all else stays', async () => {
	const headers = { 'x-echo': KEY, date: 'today' };
	const response = await read(streamOf(`{"key":"${KEY}","a":1}`), 400, headers);
	expect(response).toEqual({
		statusCode: 400,
		headers: { 'x-echo': '[API key]', date: 'today' },
		body: { key: '[API key]', a: 1 },
	});
	expect(headers['x-echo']).toBe(KEY);
	const plain = { date: 'today' };
	expect((await read('{}', 200, plain)).headers).toBe(plain);
});

test('the API key is not in what n8n has parsed either', async () => {
	expect((await read({ key: KEY, a: 1 })).body).toEqual({ key: '[API key]', a: 1 });
});

test('each response is read with its own key', async () => {
	const body = '{"keys":["tlk_of_one_account","tlk_of_another_one"]}';
	const of = async (key: string) =>
		(await readResponse({ statusCode: 200, headers: {}, body }, key)).body;
	expect(await of('tlk_of_one_account')).toEqual({ keys: ['[API key]', 'tlk_of_another_one'] });
	expect(await of('tlk_of_another_one')).toEqual({ keys: ['tlk_of_one_account', '[API key]'] });
});

test('an answer is read up to 100 MB, and the refusal of a request up to 8', async () => {
	const limits = [
		[299, 100],
		[300, 8],
		[500, 8],
	];
	const piece = new Uint8Array(4 * MEGABYTE).fill(32);
	for (const [status, megabytes] of limits) {
		const whole = Array.from({ length: megabytes / 4 }, () => piece);
		expect(await read(streamOf(...whole), status)).not.toHaveProperty('isTooLarge');
		expect(await read(streamOf(...whole, '!'), status)).toEqual({
			statusCode: status,
			headers: {},
			body: '',
			isTooLarge: true,
		});
	}
});

test('an answer is read up to the limit of its call, which is none of a refusal', async () => {
	const body = () => streamOf(new Uint8Array(8 * MEGABYTE).fill(32), '{}');
	const limited = async (statusCode: number, megabytes: number) =>
		await readResponse({ statusCode, headers: {}, body: body() }, KEY, megabytes * MEGABYTE);
	expect(await limited(200, 8)).toMatchObject({ isTooLarge: true });
	expect(await limited(200, 9)).toMatchObject({ body: {} });
	expect(await limited(400, 9)).toMatchObject({ isTooLarge: true });
});

test('a body that breaks off is no answer', async () => {
	await expect(read(streamOf('{"a"', new Error('aborted')))).rejects.toBeInstanceOf(
		InterruptedResponse,
	);
});
