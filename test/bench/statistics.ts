/** The middle value: one slow round does not move it. */
export const median = (values: number[]): number => quantile(values, 0.5);

/** @param share 0 for the smallest value, 1 for the largest */
export function quantile(values: number[], share: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	const at = (sorted.length - 1) * share;
	const below = Math.floor(at);
	const above = Math.ceil(at);
	return sorted[below] + (sorted[above] - sorted[below]) * (at - below);
}
