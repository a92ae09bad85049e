import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { BufferPool } from '../../../nodes/api/storage/bufferPool';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

describe('the pool of buffers', () => {
	test('lends three at a time, and the next as soon as one is given back', async () => {
		const pool = new BufferPool();
		const loans = await Promise.all(['a', 'b', 'c'].map(async (key) => await pool.borrow(key, 10)));
		let fourth: Buffer | undefined;
		const borrowing = pool.borrow('d', 10).then((loan) => (fourth = loan.buffer));
		await Promise.resolve();
		expect(fourth).toBeUndefined();
		loans[1].giveBack();
		await borrowing;
		expect(fourth).toBe(loans[1].buffer);
	});

	test('lets uploads take turns', async () => {
		const pool = new BufferPool();
		const loans = await Promise.all([1, 2, 3].map(async () => await pool.borrow('a', 10)));
		const order: string[] = [];
		const borrow = async (key: string) => {
			const loan = await pool.borrow(key, 10);
			order.push(key);
			loan.giveBack();
		};
		const all = ['a', 'a', 'a', 'b'].map(borrow);
		loans[0].giveBack();
		await Promise.all(all);
		expect(order).toEqual(['a', 'b', 'a', 'a']);
	});

	test('lends a buffer of the length that was asked for, whatever was lent before', async () => {
		const pool = new BufferPool();
		const held = await pool.borrow('a', 10);
		(await pool.borrow('a', 20)).giveBack();
		expect((await pool.borrow('a', 30)).buffer).toHaveLength(30);
		held.giveBack();
	});

	test('lends a buffer again to the next upload', async () => {
		const pool = new BufferPool();
		const first = await pool.borrow('a', 10);
		first.giveBack();
		expect((await pool.borrow('b', 10)).buffer).toBe(first.buffer);
	});

	test('keeps no buffer from the garbage collector where nothing is lent', async () => {
		const pool = new BufferPool();
		const lendOnce = async () => {
			const { buffer, giveBack } = await pool.borrow('a', 10);
			giveBack();
			return new WeakRef(buffer);
		};
		const lent = await lendOnce();
		// References live until the event loop turns.
		await setImmediate();
		collectGarbage();
		expect(lent.deref()).toBeUndefined();
		expect((await pool.borrow('a', 10)).buffer).toHaveLength(10);
	});

	test('lends the same buffers on where all come back at once while others wait', async () => {
		const pool = new BufferPool();
		const borrow = async () => await pool.borrow('a', 10);
		const loans = await Promise.all([1, 2, 3].map(borrow));
		const waiting = Promise.all([1, 2, 3].map(borrow));
		loans.forEach(({ giveBack }) => giveBack());
		const buffers = loans.map(({ buffer }) => buffer);
		for (const { buffer } of await waiting) expect(buffers).toContain(buffer);
	});

	test('is left by what is stopped while it waits, and lends to the others', async () => {
		const pool = new BufferPool();
		const loans = await Promise.all([1, 2, 3].map(async () => await pool.borrow('a', 10)));
		const stop = new AbortController();
		const stopped = pool.borrow('a', 10, stop.signal);
		const waiting = pool.borrow('a', 10);
		stop.abort(new Error('stopped'));
		await expect(stopped).rejects.toThrow('stopped');
		loans[0].giveBack();
		expect((await waiting).buffer).toHaveLength(10);
		await expect(pool.borrow('a', 10, stop.signal)).rejects.toThrow('stopped');
	});

	test('lends on where there is no memory for a buffer', async () => {
		const pool = new BufferPool();
		for (let n = 0; n < 4; n++) {
			await expect(pool.borrow('a', Number.MAX_SAFE_INTEGER)).rejects.toThrow(
				'n8n has no memory for a chunk of 9007199254740991 bytes',
			);
		}
		expect((await pool.borrow('a', 10)).buffer).toHaveLength(10);
	});
});
