import type { Connection } from '../../../nodes/api/client/connection';
import { AttemptTimedOut } from '../../../nodes/api/client/deadline';
import { exchange } from '../../../nodes/api/client/exchange';
import { stubConnection } from '../../stubConnection';

const KEY = 'tlk_0123456789';

const OK = { statusCode: 200, headers: {}, body: '{"a":1}' };

const connection = (more: Partial<Connection> = {}) => stubConnection(() => ({}), more);

const after = async (ms: number) => {
	await new Promise((resolve) => setTimeout(resolve, ms));
	return OK;
};

test('a request without a time limit takes as long as it takes', async () => {
	const { body } = await exchange(connection(), undefined, async () => await after(20));
	expect(body).toEqual({ a: 1 });
});

test('a time limit leaves a request alone that is quicker, and ends one that is not', async () => {
	const within = await exchange(connection(), 1_000, async () => await after(20));
	expect(within.body).toEqual({ a: 1 });
	let signal: AbortSignal | undefined;
	const slow = exchange(connection(), 20, async (ofRequest) => {
		signal = ofRequest;
		return await new Promise(() => undefined);
	});
	await expect(slow).rejects.toBeInstanceOf(AttemptTimedOut);
	expect(signal?.aborted).toBe(true);
});

test('the time of a request begins anew whenever its body has moved', async () => {
	let movedAt = performance.now();
	const moves = setInterval(() => (movedAt = performance.now()), 5);
	const request = async () => await after(120);
	const { body } = await exchange(connection(), 60, request, {
		movedAt: () => movedAt,
	});
	clearInterval(moves);
	expect(body).toEqual({ a: 1 });
});

test('a response never shows the key that its request was signed with', async () => {
	const echo = async () => await Promise.resolve({ ...OK, body: `{"key":"${KEY}"}` });
	const signed = connection({ credential: { apiKey: KEY } });
	expect((await exchange(signed, undefined, echo)).body).toEqual({ key: '[API key]' });
	expect((await exchange(connection(), undefined, echo)).body).toEqual({ key: KEY });
});
