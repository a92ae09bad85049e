import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

import { repositoryOf, type Manifest } from '../../scripts/release/manifest';

const ROOT = resolve(__dirname, '../..');
const MANIFEST = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Manifest;

/** What is no source: installed, built, or git's own. */
const LEFT_OUT = ['node_modules', 'dist', '.git', '.n8n'];

/** Where the placeholder has its name, so that it is recognised. */
const NAMES_THE_PLACEHOLDER = join('scripts', 'release', 'manifest.ts');

function filesIn(folder: string): string[] {
	return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
		if (LEFT_OUT.includes(entry.name)) return [];
		const path = join(folder, entry.name);
		return entry.isDirectory() ? filesIn(path) : [path];
	});
}

test('owner, repository and e-mail stand in package.json, and nowhere else', () => {
	const own = repositoryOf(MANIFEST);
	expect(own).toEqual({ owner: expect.any(String), name: MANIFEST.name });
	const ofNobodyElse = [
		`${own?.owner}/${MANIFEST.name}`,
		`github.com/${own?.owner}`,
		MANIFEST.author.email,
		// Another owner of the same repository: one that was there before.
		`github.com/${MANIFEST.name}`,
	];
	const found = filesIn(ROOT)
		.map((file) => relative(ROOT, file))
		.filter((file) => file !== 'package.json' && file !== NAMES_THE_PLACEHOLDER)
		.filter((file) => {
			const text = readFileSync(join(ROOT, file), 'utf8');
			return (
				ofNobodyElse.some((word) => text.includes(word)) ||
				new RegExp(`github\\.com/[\\w.-]+/${MANIFEST.name}\\b`).test(text)
			);
		});
	expect(found).toEqual([]);
});

test('the homepage is the repository, and the author has a name and an address', () => {
	expect(MANIFEST.homepage).toBe(MANIFEST.repository.url.replace(/\.git$/, ''));
	expect(MANIFEST.author).toEqual({
		name: expect.any(String),
		email: expect.stringContaining('@'),
	});
});
