import { posix } from 'node:path';

import type { Page } from './page';
import { exists, FILES } from './repository';

/** An address outside the files of the repository: on the web, or a page that GitHub has for it. */
const ELSEWHERE =
	/^(?:https?:|mailto:|(?:\.\.\/){2}(?:issues|pulls|releases|security\/advisories\/new)$)/;

/** @returns each link and each picture of a page that leads nowhere, an anchor without its heading too */
export function brokenLinks(page: Page, pages: readonly Page[]): string[] {
	return page.targets.filter((target) => {
		if (ELSEWHERE.test(target)) return false;
		const [file, anchor] = target.split('#');
		const path = file === '' ? page.path : posix.join(posix.dirname(page.path), decodeURI(file));
		if (!exists(path)) return true;
		if (anchor === undefined) return false;
		const linked = path === page.path ? page : pages.find((one) => one.path === path);
		return !linked || !anchorsOf(linked).includes(anchor);
	});
}

/** As GitHub names the headings of a page; what has the same name as one before gets a number. */
function anchorsOf({ headings }: Page): string[] {
	const anchors: string[] = [];
	for (const heading of headings) {
		const name = heading
			.toLowerCase()
			.replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
			.replaceAll(' ', '-');
		const before = anchors.filter((anchor) => anchor.replace(/-\d+$/, '') === name).length;
		anchors.push(before > 0 && anchors.includes(name) ? `${name}-${before}` : name);
	}
	return anchors;
}

/** What may be a path: with a slash or the ending of a source file. `<operation>`, `{a,b}` and `*` stand for something. */
const PATH = /^[\w.@~-]*(?:[/.][\w.@~*{},<>-]+)+\/?$/;
const SOURCE = /\.(?:ts|js|mjs|cjs|json|md|ya?ml)$/;

const TOP_FOLDERS = new Set(
	FILES.filter((path) => path.includes('/')).map((path) => path.split('/')[0]),
);

/**
 * @returns each path in backticks that does not exist. One that begins with a folder of the root is meant from there, and
 *   another one with the ending of a source file from anywhere
 */
export const missingPaths = ({ codes }: Page): string[] =>
	codes.filter((code) => {
		if (!PATH.test(code)) return false;
		const isFromRoot = code.includes('/') && TOP_FOLDERS.has(code.split('/')[0]);
		if (!isFromRoot && !SOURCE.test(code)) return false;
		const pattern = new RegExp(`${isFromRoot ? '^' : '(?:^|/)'}${patternOf(code)}(?:$|/)`);
		return !FILES.some((path) => pattern.test(path));
	});

const patternOf = (path: string): string =>
	path
		.replace(/\/$/, '')
		.replace(/[.+^$()|[\]\\]/g, '\\$&')
		.replace(/<[^>]*>|\*/g, '[^/]+')
		.replace(/\{([^}]*)\}/g, (_, choices: string) => `(?:${choices.replaceAll(',', '|')})`);
