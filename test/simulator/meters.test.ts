import * as fc from 'fast-check';
import { manualClock } from '../../simulator/clock';
import { createMeter, type MeterRule } from '../../simulator/meters';

/** Begins with a window, whatever its length here. */
const START = manualClock().now();

/** A meter with as many requests counted at one moment as fit. */
function exhausted(rule: MeterRule, now: number) {
	const meter = createMeter(rule, now);
	while (meter.used(now) < rule.limit) meter.count(now);
	return meter;
}

describe('A fixed window', () => {
	const rule: MeterRule = { limit: 2, windowMs: 1_000 };

	it('begins at a multiple of its length on the clock, not with the first request', () => {
		const meter = exhausted(rule, START + 900);
		expect(meter.roomAt(START + 900)).toBe(START + 1_000);
		expect(meter.used(START + 999)).toBe(2);
		expect(meter.used(START + 1_000)).toBe(0);
		meter.count(START + 1_000);
		expect(meter.used(START + 1_001)).toBe(1);
	});

	it('forgets at its end what was used up at the start', () => {
		const meter = createMeter({ ...rule, used: 2 }, START + 500);
		expect(meter.used(START + 999)).toBe(2);
		expect(meter.used(START + 1_000)).toBe(0);
	});
});

describe('A sliding window', () => {
	const rule: MeterRule = { limit: 2, windowMs: 1_000, algorithm: 'sliding' };

	it('lets each request go when it is as old as the window is long', () => {
		const meter = createMeter(rule, START);
		meter.count(START + 600);
		meter.count(START + 900);
		expect(meter.roomAt(START + 950)).toBe(START + 1_600);
		expect(meter.used(START + 1_599)).toBe(2);
		expect(meter.used(START + 1_600)).toBe(1);
		expect(meter.used(START + 1_900)).toBe(0);
	});

	it('takes what was used up at the start as sent at that moment', () => {
		const meter = createMeter({ ...rule, used: 2 }, START + 300);
		expect(meter.used(START + 1_299)).toBe(2);
		expect(meter.roomAt(START + 1_299)).toBe(START + 1_300);
	});

	it('has room only when enough have left, where there are more than the limit', () => {
		const meter = createMeter(rule, START);
		for (const at of [0, 100, 200]) meter.count(START + at);
		expect(meter.roomAt(START + 300)).toBe(START + 1_100);
	});
});

describe('A bucket', () => {
	const rule: MeterRule = { limit: 4, windowMs: 1_000, algorithm: 'bucket' };

	it('is refilled evenly, one request at a time', () => {
		const meter = exhausted(rule, START);
		expect(meter.roomAt(START)).toBe(START + 250);
		expect(meter.used(START + 249)).toBe(4);
		expect(meter.used(START + 250)).toBe(3);
		expect(meter.roomAt(START + 300)).toBe(START + 500);
		expect(meter.used(START + 750)).toBe(1);
	});

	it('never holds more than its limit', () => {
		const meter = exhausted(rule, START);
		expect(meter.used(START + 60_000)).toBe(0);
		expect(meter.roomAt(START + 60_000)).toBe(START + 60_000);
		meter.count(START + 60_000);
		expect(meter.used(START + 60_000)).toBe(1);
	});

	it('begins with what is left of it', () => {
		expect(createMeter({ ...rule, used: 3 }, START).used(START)).toBe(3);
		expect(createMeter({ ...rule, used: 9 }, START + 1).used(START + 1)).toBe(4);
	});
});

/** Whether one more request at `now` fits by the definition of each algorithm, from the accepted ones before it. */
const definitions = {
	fixed: ({ limit, windowMs }: MeterRule, accepted: number[], now: number) => {
		const window = Math.floor(now / windowMs);
		return accepted.filter((at) => Math.floor(at / windowMs) === window).length < limit;
	},
	sliding: ({ limit, windowMs }: MeterRule, accepted: number[], now: number) =>
		accepted.filter((at) => at > now - windowMs).length < limit,
	// No stretch of time holds more than the capacity and what was refilled meanwhile.
	bucket: ({ limit, windowMs }: MeterRule, accepted: number[], now: number) =>
		[...accepted, now].every((from) => {
			const since = accepted.filter((at) => at >= from).length + 1;
			return (since - limit) * windowMs <= (now - from) * limit;
		}),
};

describe.each(['fixed', 'sliding', 'bucket'] as const)('The %s meter', (algorithm) => {
	const rules = fc.record({
		limit: fc.integer({ min: 1, max: 8 }),
		windowMs: fc.integer({ min: 1, max: 500 }),
	});
	const gaps = fc.array(fc.oneof(fc.constant(0), fc.nat(40), fc.nat(700)), { maxLength: 60 });

	it('accepts exactly what the definition of its algorithm does', () => {
		fc.assert(
			fc.property(rules, gaps, (rule, pauses) => {
				const meter = createMeter({ ...rule, algorithm }, START);
				const accepted: number[] = [];
				let now = START;
				for (const pause of pauses) {
					now += pause;
					const fits = meter.used(now) < rule.limit;
					expect(fits).toBe(definitions[algorithm](rule, accepted, now));
					if (!fits) continue;
					meter.count(now);
					accepted.push(now);
				}
			}),
		);
	});

	it('states the very moment from which it accepts again', () => {
		fc.assert(
			fc.property(rules, gaps, (rule, pauses) => {
				const meter = createMeter({ ...rule, algorithm }, START);
				let now = START;
				for (const pause of pauses) {
					now += pause;
					if (meter.used(now) >= rule.limit) {
						const at = meter.roomAt(now);
						expect(meter.used(at - 1)).toBe(rule.limit);
						now = at;
					}
					expect(meter.used(now)).toBeLessThan(rule.limit);
					meter.count(now);
				}
			}),
		);
	});
});
