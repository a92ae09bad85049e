export const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

/** @returns in MB/s */
export const rate = (bytes: number, ms: number): string =>
	`${(bytes / ms / 1_000).toFixed(1)} MB/s`;

export const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;
