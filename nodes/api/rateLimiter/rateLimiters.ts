import type { Category } from '../endpoints';
import { RateLimiter } from './rateLimiter';

/** From so many on, idle ones are dropped: keys and addresses change over the months of a process. */
const TIDY_FROM = 50;

const limiters = new Map<string, RateLimiter>();

/**
 * The rate limiter of an account and a category of its quota, shared by all executions of this process. Other processes have
 * limiters of their own, and learn from responses that they are not alone.
 * @param account see `Connection`
 */
export function rateLimiterFor(account: string, category: Category): RateLimiter {
	const name = `${account} ${category}`;
	const existing = limiters.get(name);
	if (existing) return existing;
	if (limiters.size >= TIDY_FROM) tidy();
	const limiter = new RateLimiter();
	limiters.set(name, limiter);
	return limiter;
}

function tidy(): void {
	for (const [name, limiter] of limiters) if (limiter.isIdle) limiters.delete(name);
}
