import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

import { asOtherVersion } from '../otherVersion/otherVersion';
import type { UpdateRun, Versions } from './updateRun';

/** n8n replaces the files of a package while workflows run: files of two versions must never work together. */

const ROOT = resolve(__dirname, '../..');

let folder = '';
let versions: Versions;
let result: UpdateRun;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-twelvelabs-'));
	versions = {
		before: join(folder, 'before'),
		after: join(folder, 'after'),
		into: join(folder, 'installed'),
	};
	for (const version of [versions.before, versions.after]) {
		await cp(join(ROOT, 'package.json'), join(version, 'package.json'));
		await cp(join(ROOT, 'dist'), join(version, 'dist'), { recursive: true });
	}
	await asOtherVersion(ROOT, versions.after);
	const program = ['--import', 'tsx', join(__dirname, 'updateRun.ts')];
	const { stdout } = await promisify(execFile)(process.execPath, program, {
		cwd: ROOT,
		env: {
			...process.env,
			// As in a server: n8n loads classes in another way while it is tested.
			NODE_ENV: 'production',
			NODE_PATH: join(ROOT, 'node_modules'),
			VERSIONS: JSON.stringify(versions),
		},
	});
	result = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as UpdateRun;
});
afterAll(async () => await rm(folder, { recursive: true, force: true }));

const MESSAGE = 'The TwelveLabs package was updated meanwhile. Nothing was sent: run it again.';

test('two versions have no file of code in common', async () => {
	const [before, after] = await Promise.all(
		[versions.before, versions.after].map(
			async (version) => new Set(await readdir(join(version, 'dist/code'))),
		),
	);
	expect([...before].filter((file) => after.has(file))).toEqual([]);
});

test.each(['gone', 'replaced', 'reloaded'] as const)(
	'what n8n had loaded says that the package was updated, and sends nothing, when its files are %s',
	(moment) => {
		const item = { error: MESSAGE, details: { next: expect.stringContaining('restart n8n') } };
		expect(result[moment]).toEqual({
			operation: MESSAGE,
			description: expect.stringContaining('restart n8n'),
			withErrorOutput: [
				{ n: 1, ...item },
				{ n: 2, ...item },
			],
			list: MESSAGE,
			poll: MESSAGE,
		});
		expect(result.requests).toBe(0);
	},
);

test('a run that had begun goes on with its own version, and the next run takes the other one', () => {
	expect(result.underWay).toEqual([result.id, result.id]);
	expect(result.after).toBe(result.id);
});
