import { Retry } from '../../../nodes/api/client/retry';

const FOR_EVER = Number.MAX_SAFE_INTEGER;

const waits = (retry: Retry, kind: 'notSent' | 'indeterminate', random: number) =>
	Array.from({ length: 6 }, () => retry.after(kind, random));

test('what reads, or may be sent twice, is repeated four times, ever later', () => {
	for (const effect of ['read', 'idempotent'] as const) {
		expect(waits(new Retry(effect, FOR_EVER), 'indeterminate', 1)).toEqual([
			...[1_000, 2_000, 4_000, 8_000],
			...[undefined, undefined],
		]);
	}
});

test('half of a wait is chance, so that requests that were cut off together are not repeated together', () => {
	expect(new Retry('read', FOR_EVER).after('indeterminate', 0)).toBe(500);
	const first = Array.from({ length: 20 }, () =>
		new Retry('read', FOR_EVER).after('indeterminate'),
	);
	expect(new Set(first).size).toBeGreaterThan(10);
});

test('what creates is repeated when it never left, and not when it may have had its effect', () => {
	expect(new Retry('creates', FOR_EVER).after('notSent', 1)).toBe(1_000);
	expect(new Retry('creates', FOR_EVER).after('indeterminate')).toBeUndefined();
});

test.each(['rejected', 'rateLimited'] as const)('what is %s is not repeated', (kind) => {
	expect(new Retry('read', FOR_EVER).after(kind)).toBeUndefined();
});

test('no repetition begins later than it may', () => {
	expect(waits(new Retry('read', 3_500), 'indeterminate', 1)).toEqual([
		...[1_000, 2_000],
		...[undefined, undefined, undefined, undefined],
	]);
});

test('attempts take their share of the time, and a repetition may begin in its last moment', () => {
	const retry = new Retry('read', 3_500);
	retry.spend(2_500);
	expect(retry.after('indeterminate', 1)).toBe(1_000);
	expect(retry.after('indeterminate', 0)).toBeUndefined();
});
