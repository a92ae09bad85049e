import { Tries } from '../../../nodes/shared/creating/tries';
import { requestError } from '../../requestError';

/** Makes a request that ends as listed, once after the other. */
function requests(...outcomes: Array<string | Error>) {
	const made: Array<string | Error> = [];
	return {
		made,
		make: async () => {
			const outcome = outcomes[made.length];
			made.push(outcome);
			return outcome instanceof Error ? await Promise.reject(outcome) : outcome;
		},
	};
}

test('the value of the first try is kept for the same request, whichever value it is', () => {
	const tries = new Tries();
	const value = tries.keep({ index: 'a' }, () => ({}));
	expect(tries.keep({ index: 'a' }, () => ({}))).toBe(value);
	expect(tries.keep({ index: 'b' }, () => ({}))).not.toBe(value);
	tries.keep('nothing', () => undefined);
	expect(tries.keep<string | undefined>('nothing', () => 'something')).toBeUndefined();
});

test('a request that succeeded is not made again by the next try', async () => {
	const tries = new Tries();
	const { make, made } = requests('first', 'second');
	expect(await tries.once('a', make)).toBe('first');
	expect(await tries.once('a', make)).toBe('first');
	expect(made).toHaveLength(1);
});

test('a request that certainly had no effect is made again, also one that never left', async () => {
	for (const error of [requestError(400), new Error('never left')]) {
		const tries = new Tries();
		const { make } = requests(error, 'second');
		await expect(tries.once('a', make)).rejects.toBe(error);
		expect(await tries.once('a', make)).toBe('second');
	}
});

test('a request that may have had its effect ends with the same error at the next try', async () => {
	const tries = new Tries();
	const lost = requestError(503);
	const { make, made } = requests(lost, 'second');
	await expect(tries.once('a', make)).rejects.toBe(lost);
	await expect(tries.once('a', make)).rejects.toBe(lost);
	expect(made).toHaveLength(1);
});

test('the caller decides which errors make the next try repeat a request', async () => {
	const tries = new Tries();
	const lost = requestError(503);
	const { make } = requests(lost, 'second');
	await expect(tries.once('a', make, () => true)).rejects.toBe(lost);
	expect(await tries.once('a', make, () => true)).toBe('second');
});

test('what has ended as failed is asked for again by the next try, and nothing else is', () => {
	const tries = new Tries();
	const ask = () => ['a', 'b', 'c'].map((asked) => tries.keep(asked, () => ({})));
	const first = ask();
	tries.made('a', 'failed');
	tries.made('b', 'failed');
	tries.made('c', 'ready');
	tries.forget('unknown');
	expect(ask().map((value, at) => value === first[at])).toEqual([true, true, true]);
	tries.forget('failed');
	expect(ask().map((value, at) => value === first[at])).toEqual([false, false, true]);
});
