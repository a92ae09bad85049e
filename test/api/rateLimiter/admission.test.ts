import { admitted } from '../../../nodes/api/rateLimiter/admission';

/** Items of an execution that are admitted at a time, and how many are left when the next ones are admitted. */
const MAX_ADMITTED = 64;
const HALF = 32;

const microtasks = async () => await new Promise((resolve) => setImmediate(resolve));

/** Items of one execution, in the order in which they were admitted, each with what makes room. */
class Items {
	readonly leave = new Map<number, () => void>();

	constructor(readonly execution: string) {}

	async arrive(from: number, to: number, cancel?: AbortSignal): Promise<void> {
		for (let item = from; item < to; item++) {
			admitted(this.execution, cancel).then(
				(leave) => this.leave.set(item, leave),
				() => undefined,
			);
		}
		await microtasks();
	}

	async end(items: number[]): Promise<void> {
		for (const item of items) this.leave.get(item)?.();
		await microtasks();
	}

	get admitted(): number[] {
		return [...this.leave.keys()];
	}
}

const range = (from: number, to: number) =>
	Array.from({ length: to - from }, (_, index) => from + index);

test('the first items are admitted at once, and the next ones together when half of them have sent something', async () => {
	const items = new Items('together');
	await items.arrive(0, 200);
	expect(items.admitted).toEqual(range(0, MAX_ADMITTED));
	await items.end(range(0, HALF - 1));
	expect(items.admitted).toHaveLength(MAX_ADMITTED);
	await items.end([HALF - 1]);
	expect(items.admitted).toEqual(range(0, MAX_ADMITTED + HALF));
	await items.end(range(0, 200));
	await items.end(range(0, 200));
	await items.end(range(0, 200));
	await items.end(range(0, 200));
	expect(items.admitted).toEqual(range(0, 200));
	await items.end(range(0, 200));
});

test('an item makes room once, however often it says so', async () => {
	const items = new Items('once');
	await items.arrive(0, 100);
	for (let n = 0; n < 100; n++) items.leave.get(0)?.();
	await microtasks();
	expect(items.admitted).toHaveLength(MAX_ADMITTED);
	await items.end(range(0, 100));
	await items.end(range(0, 100));
});

test('a new item waits behind those that wait already', async () => {
	const items = new Items('order');
	await items.arrive(0, MAX_ADMITTED + 1);
	await items.end([0]);
	await items.arrive(MAX_ADMITTED + 1, MAX_ADMITTED + 2);
	expect(items.admitted).toHaveLength(MAX_ADMITTED);
	await items.end(range(1, HALF));
	expect(items.admitted).toEqual(range(0, MAX_ADMITTED + 2));
	await items.end(range(0, MAX_ADMITTED + 2));
});

test('Stop ends the waiting, and the items that are left are still admitted', async () => {
	const items = new Items('stopped');
	const stop = new AbortController();
	await items.arrive(0, MAX_ADMITTED);
	await items.arrive(100, 150, stop.signal);
	await items.arrive(200, 210);
	stop.abort();
	await items.end(range(0, HALF));
	expect(items.admitted.slice(MAX_ADMITTED)).toEqual(range(200, 210));
	await items.end([...range(0, MAX_ADMITTED), ...range(200, 210)]);
});

test('items that arrive late count with those of their execution that are still admitted', async () => {
	const items = new Items('late');
	await items.arrive(0, MAX_ADMITTED);
	await items.end([0]);
	await items.arrive(MAX_ADMITTED, MAX_ADMITTED + 2);
	expect(items.admitted).toEqual(range(0, MAX_ADMITTED + 1));
	await items.end(range(0, HALF + 1));
	await items.end(range(0, MAX_ADMITTED + 2));
});

test('items that have all sent something leave room for as many that arrive later', async () => {
	const items = new Items('again');
	await items.arrive(0, MAX_ADMITTED);
	await items.end(range(0, MAX_ADMITTED));
	await items.arrive(MAX_ADMITTED, 2 * MAX_ADMITTED);
	expect(items.admitted).toEqual(range(0, 2 * MAX_ADMITTED));
	await items.end(range(0, 2 * MAX_ADMITTED));
});
