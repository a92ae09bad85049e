import { OutOfTime } from '../../nodes/api/client/deadline';
import { slots } from '../../nodes/TwelveLabs/slots';
import { allEvents } from '../api/rateLimiter/virtualClock';
import { stubConnection } from '../stubConnection';

const connection = (more: Parameters<typeof stubConnection>[1] = {}) =>
	stubConnection(() => ({}), more);

/** Work that notes when it begins, and ends when the test ends it. */
function works() {
	const begun: string[] = [];
	const ends: Array<() => void> = [];
	const work = (name: string) => async () => {
		begun.push(name);
		await new Promise<void>((resolve) => ends.push(resolve));
		return name;
	};
	return { begun, work, endNext: () => ends.shift()?.() };
}

test('so many work at a time, and executions take turns', async () => {
	const inSlot = slots(2);
	const { begun, work, endNext } = works();
	const done = ['a1', 'a2', 'a3', 'a4', 'b1'].map((name) =>
		inSlot(connection({ queueKey: name[0] }), work(name)),
	);
	await allEvents();
	expect(begun).toEqual(['a1', 'a2']);
	for (let n = 0; n < 5; n++) {
		endNext();
		await allEvents();
	}
	expect(begun).toEqual(['a1', 'a2', 'a3', 'b1', 'a4']);
	expect(await Promise.all(done)).toEqual(['a1', 'a2', 'a3', 'a4', 'b1']);
});

test('what waits lets others begin, and ends with Stop and at its end; its place goes to the next', async () => {
	const inSlot = slots(1);
	const { begun, work, endNext } = works();
	const stop = new AbortController();
	const first = inSlot(connection(), work('first'));
	const onSend = jest.fn();
	const stopped = inSlot(connection({ onSend, cancel: stop.signal }), work('stopped'));
	const late = inSlot(connection({ endsAt: performance.now() + 20 }), work('late'));
	const last = inSlot(connection(), work('last'));
	expect(onSend).toHaveBeenCalledTimes(1);
	stop.abort(new Error('stop'));
	await expect(stopped).rejects.toThrow('stop');
	await expect(late).rejects.toBeInstanceOf(OutOfTime);
	endNext();
	expect(await first).toBe('first');
	await allEvents();
	expect(begun).toEqual(['first', 'last']);
	endNext();
	await last;
});

test('work that does not succeed leaves its slot', async () => {
	const inSlot = slots(1);
	const refused = async () => await Promise.reject(new Error('no'));
	await expect(inSlot(connection(), refused)).rejects.toThrow('no');
	expect(await inSlot(connection(), async () => await Promise.resolve(1))).toBe(1);
});
