import { RateLimiter } from '../../../nodes/api/rateLimiter/rateLimiter';
import type { Outcome } from '../../../nodes/api/client/outcome';
import { rateLimited } from './quota';
import { VirtualClock } from './virtualClock';

const HOURS = 3 * 3_600_000;
const LOST: Outcome = { kind: 'indeterminate', cause: new Error('reset') };

test.each<[string, () => Promise<Outcome>]>([
	['has no answer', async () => LOST],
	['is stopped', async () => await Promise.reject(new Error('stopped'))],
])('when a probe in a long pause %s, the next request is the probe', async (_, lost) => {
	const clock = new VirtualClock();
	const limiter = new RateLimiter(clock);
	await limiter.run({ key: 'a', maxPauseMs: 90_000 }, async () =>
		rateLimited({ resetsInMs: HOURS }),
	);
	let sent = 0;
	const requests = Array.from({ length: 5 }, async (_request, key) => {
		const caller = { key: String(key), maxPauseMs: 90_000 };
		return await limiter
			.run(caller, async () => {
				await clock.sleep(10);
				return ++sent < 3 ? await lost() : rateLimited({ resetsInMs: HOURS });
			})
			.catch(() => 'stopped');
	});
	await clock.run(Promise.all(requests));
	expect(sent).toBe(3);
	expect(clock.ms).toBeLessThan(1_000);
});
