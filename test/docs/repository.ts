import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, sep } from 'node:path';

import { parsePage, type Page } from './page';

export const ROOT = join(__dirname, '../..');

/** What is made or fetched, and belongs to no checkout. */
const MADE = /^(?:node_modules|dist|\.git|\.n8n|\.stryker)$/;

/** Every file, from the root of the repository, with slashes. */
export const FILES: readonly string[] = filesIn('');

export const readText = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** The pages that are meant to be read: those at the root, and all of `docs/`. */
export const readPages = async (): Promise<Page[]> =>
	await Promise.all(
		FILES.filter((path) => /^(?:[^/]+|docs\/.+)\.md$/.test(path)).map(
			async (path) => await parsePage(path, readText(path)),
		),
	);

/** A file or a folder. */
export const exists = (path: string): boolean =>
	FILES.some((file) => file === path || file.startsWith(`${path.replace(/\/$/, '')}/`));

function filesIn(folder: string): string[] {
	return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
		if (MADE.test(entry.name)) return [];
		const path = posix.join(folder.split(sep).join('/'), entry.name);
		return entry.isDirectory() ? filesIn(path) : [path];
	});
}
