/** Three numbers, and nothing else: what is in preparation has no version of its own here. */
const VERSION = /^(\d+)\.(\d+)\.(\d+)$/;

/**
 * The numbers of a semantic version.
 * @returns undefined for text that is none
 */
export function numbersOf(version: string): [number, number, number] | undefined {
	const [, ...numbers] = VERSION.exec(version) ?? [];
	const [major, minor, patch] = numbers.map(Number);
	return patch === undefined ? undefined : [major, minor, patch];
}

/** Whether a version has a higher first number than another one, and may take away what that has promised. */
export const isNextMajor = (version: string, than: string): boolean =>
	(numbersOf(version)?.[0] ?? 0) > (numbersOf(than)?.[0] ?? 0);

/** Whether a version comes after another one; never where one of them is no version. */
export function isNewer(version: string, than: string): boolean {
	const numbers = numbersOf(version);
	const others = numbersOf(than);
	if (!numbers || !others) return false;
	const at = numbers.findIndex((number, index) => number !== others[index]);
	return at >= 0 && numbers[at] > others[at];
}
