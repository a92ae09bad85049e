import { NodeOperationError } from 'n8n-workflow';

import { requestError } from '../../requestError';
import { oneAtATime } from '../../../nodes/shared/creating/oneAtATime';

test('a caller of work that is under way gets its result', async () => {
	let done = 0;
	const work = async () => ++done;
	expect(await Promise.all([oneAtATime('a', work), oneAtATime('a', work)])).toEqual([1, 1]);
	expect(await oneAtATime('a', work)).toBe(2);
});

test('when the execution that does the work is stopped, one of another execution does it, for all of those', async () => {
	let done = 0;
	const stopped = oneAtATime('a', async () => await Promise.reject(new Error('stop')));
	const others = [1, 2, 3].map(async () => await oneAtATime('a', async () => ++done));
	await expect(stopped).rejects.toThrow('stop');
	expect(await Promise.all(others)).toEqual([1, 1, 1]);
});

test('a stopped caller stops waiting, and the work goes on for the others', async () => {
	let end: (result: string) => void = () => {};
	const work = async () => await new Promise<string>((resolve) => (end = resolve));
	const stop = new AbortController();
	const owner = oneAtATime('a', work);
	const waiting = oneAtATime('a', work, { cancel: stop.signal });
	stop.abort(new Error('stop'));
	await expect(waiting).rejects.toThrow('stop');
	end('done');
	expect(await owner).toBe('done');
});

test('what leaves open what happened is shared, and not tried again', async () => {
	for (const error of [
		new NodeOperationError({ name: 'Node' } as never, 'unclear'),
		requestError(503),
	]) {
		expect(await triesOfTwo(error)).toBe(1);
	}
});

test('after a refusal, which had no effect, each of those that wait tries for itself', async () => {
	expect(await triesOfTwo(requestError(400))).toBe(2);
});

/** How often work that ends so is done where two ask for it at once. */
async function triesOfTwo(error: Error): Promise<number> {
	let tries = 0;
	const work = async () => {
		tries++;
		return await Promise.reject(error);
	};
	const results = await Promise.allSettled([oneAtATime('a', work), oneAtATime('a', work)]);
	expect(results).toEqual([1, 2].map(() => ({ status: 'rejected', reason: error })));
	return tries;
}
