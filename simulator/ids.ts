/** 24 hex digits like the API's own: seconds, then a count. Repeatable wherever the clock is. */
export function newId(createdAt: number, count: number): string {
	const seconds = Math.floor(createdAt / 1000);
	return seconds.toString(16).padStart(8, '0') + count.toString(16).padStart(16, '0');
}
