import { ServerClock } from '../../../nodes/shared/creating/serverClock';

const BEGIN = Date.UTC(2026, 10, 26);
const SECOND = 1_000;

test('a response that a cache had stored is not after the request, however late it comes', () => {
	const clock = new ServerClock();
	clock.note(BEGIN, 0);
	clock.note(BEGIN, 3 * SECOND);
	expect(clock.isAfter(BEGIN, 0.5 * SECOND)).toBe(false);
	expect(clock.isAfter(BEGIN + SECOND - 1, 0)).toBe(false);
	expect(clock.isAfter(BEGIN + SECOND, 0)).toBe(true);
});

test('a response that was made seconds later is after the request, though a `Date` has whole seconds', () => {
	for (let fraction = 0; fraction < SECOND; fraction += 50) {
		const clock = new ServerClock();
		const dateAt = (at: number) => Math.floor((BEGIN + fraction + at) / SECOND) * SECOND;
		clock.note(dateAt(0), 0);
		clock.note(dateAt(3 * SECOND), 3 * SECOND);
		expect(clock.isAfter(dateAt(3 * SECOND), 0)).toBe(true);
		// Within the same second it may have been before.
		expect(clock.isAfter(dateAt(0), 0)).toBe(false);
	}
});

test('a response that took long, or came from a cache, does not set the clock back', () => {
	const clock = new ServerClock();
	clock.note(BEGIN, 0);
	clock.note(BEGIN - 60 * SECOND, 5 * SECOND);
	expect(clock.timeAt(10 * SECOND)).toBe(BEGIN + 10 * SECOND);
});

test('without any `Date` nothing is after anything', () => {
	const clock = new ServerClock();
	clock.note(undefined, 0);
	expect(clock.timeAt(0)).toBeUndefined();
	expect(clock.isAfter(BEGIN, 0)).toBe(false);
	expect(clock.isAfter(undefined, 0)).toBe(false);
});

test('where this process has made no request, every response is after it', () => {
	expect(new ServerClock().isAfter(undefined, -Infinity)).toBe(true);
});
