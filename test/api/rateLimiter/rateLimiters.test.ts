import { rateLimiterFor } from '../../../nodes/api/rateLimiter/rateLimiters';
import { done } from './quota';
import { allEvents } from './virtualClock';

const caller = { key: 'a', maxPauseMs: 0 };

test('one account has one limiter for each category', () => {
	const limiter = rateLimiterFor('one', 'index');
	expect(rateLimiterFor('one', 'index')).toBe(limiter);
	expect(rateLimiterFor('one', 'other')).not.toBe(limiter);
	expect(rateLimiterFor('two', 'index')).not.toBe(limiter);
});

test('idle limiters are dropped when there are many, and never one in use', async () => {
	const idle = rateLimiterFor('idle', 'other');
	const busy = rateLimiterFor('busy', 'other');
	let end: (() => void) | undefined;
	const work = busy.run(caller, async () => {
		await new Promise<void>((resolve) => (end = resolve));
		return done();
	});
	await allEvents();
	for (let n = 0; n < 60; n++) rateLimiterFor(`account ${n}`, 'other');
	expect(rateLimiterFor('busy', 'other')).toBe(busy);
	expect(rateLimiterFor('idle', 'other')).not.toBe(idle);
	end?.();
	await work;
});
