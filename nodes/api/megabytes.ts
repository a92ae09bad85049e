/** In bytes, as TwelveLabs counts its limits. */
export const MEGABYTE = 1024 * 1024;

/** Such as `1,240`; a small file has one, too. */
export const megabytes = (bytes: number): string =>
	Math.ceil(bytes / MEGABYTE).toLocaleString('en');
