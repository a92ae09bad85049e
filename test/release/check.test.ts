import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { isReleased, sectionsOf, withVersion } from '../../scripts/release/changelog';
import { communityPackages, integrityOf } from '../../scripts/release/check/checksum';
import { releaseNotes } from '../../scripts/release/check/notes';
import { readOptions } from '../../scripts/release/check/options';
import {
	changelogPoint,
	checkoutPoint,
	contractPoint,
	ownerPoints,
	placePoint,
	promisePoint,
	scanPoint,
	snapshotPoint,
	versionPoints,
	type Point,
} from '../../scripts/release/check/points';
import { OWNER_PLACEHOLDER } from '../../scripts/release/manifest';
import { isNewer } from '../../scripts/release/version';
import { contractOf } from './fixture';
import { runFile } from './runFile';

const ROOT = resolve(__dirname, '../..');

const MANIFEST = {
	name: 'n8n-nodes-acme',
	version: '1.1.0',
	homepage: 'https://github.com/acme/n8n-nodes-acme',
	author: { name: 'Acme', email: 'videos@acme.test' },
	repository: { type: 'git', url: 'https://github.com/acme/n8n-nodes-acme.git' },
};

const CHANGELOG = `# Changelog

## [Unreleased]

## [1.1.0] - 2026-12-01

### Added

- Embeddings

## [1.0.0]

The first.
`;

const TODAY = '2026-12-02';

const left = (...points: Point[]) => points.flatMap((point) => point.left);

test('a release that is ready has nothing left to do', () => {
	const own = { ...contractOf(), version: '1.1.0' };
	const points = [
		...ownerPoints(MANIFEST),
		...versionPoints('1.1.0', 'v1.1.0', own),
		changelogPoint(CHANGELOG, '1.1.0', TODAY),
		snapshotPoint(own, own),
		contractPoint(own, own),
		promisePoint(contractOf(), own),
		promisePoint(undefined, own),
		checkoutPoint(true),
		placePoint(true, '1.1.0'),
		scanPoint('Scanner', undefined),
	];
	expect(left(...points)).toEqual([]);
});

test('placeholders, and addresses that differ, stand against publishing', () => {
	const url = `https://github.com/${OWNER_PLACEHOLDER}/n8n-nodes-acme.git`;
	expect(left(...ownerPoints({ ...MANIFEST, repository: { type: 'git', url } }))).toEqual([
		expect.stringContaining(`put the owner in the place of ${OWNER_PLACEHOLDER}`),
		'package.json: homepage is not the repository.',
	]);
	const elsewhere = { type: 'git', url: 'https://example.com/acme/x.git' };
	expect(left(...ownerPoints({ ...MANIFEST, repository: elsewhere }))[0]).toContain(
		'is not https://github.com/<owner>/<name>.git',
	);
	for (const email of ['maintainers@acme.example', '']) {
		expect(left(...ownerPoints({ ...MANIFEST, author: { name: 'Acme', email } }))).toEqual([
			'package.json: author.email is a placeholder.',
		]);
	}
});

test('a version is published once, by its own tag', () => {
	const released = contractOf();
	expect(left(...versionPoints('1.1.0', 'v1.1.1', released))).toEqual([
		'The tag v1.1.1 is not that of package.json: v1.1.0.',
	]);
	expect(left(...versionPoints('1.1.0', '1.1.0', released))).toHaveLength(1);
	expect(left(...versionPoints('0.9.0', undefined, released))).toEqual([
		'package.json: the first version that is published is 1.0.0: npm run release:prepare -- 1.0.0',
		'package.json: version 0.9.0 is not later than 1.0.0, which is published.',
	]);
	expect(left(...versionPoints('1.1', undefined, released))[0]).toContain('of the form 1.2.3');
});

test('versions are compared by their numbers', () => {
	expect(isNewer('1.10.0', '1.9.9')).toBe(true);
	expect(isNewer('2.0.0', '1.9.9')).toBe(true);
	expect(isNewer('1.0.0', '1.0.0')).toBe(false);
	expect(isNewer('1.0.0', '1.0.1')).toBe(false);
	expect(isNewer('1.x', '1.0.0')).toBe(false);
});

test('the changelog has the version with its date, and nothing unreleased', () => {
	expect(sectionsOf(CHANGELOG)[1]).toEqual({
		version: '1.1.0',
		date: '2026-12-01',
		text: '### Added\n\n- Embeddings',
	});
	expect(isReleased(CHANGELOG, '1.1.0')).toBe(true);
	expect(isReleased(CHANGELOG, '1.0.0')).toBe(false);
	const lacks = (changelog: string, version = '1.1.0') =>
		left(changelogPoint(changelog, version, TODAY));
	expect(lacks(CHANGELOG, '1.2.0')).toEqual(['CHANGELOG.md: there is no section [1.2.0].']);
	expect(lacks(CHANGELOG, '1.0.0')[0]).toContain('has no date');
	for (const date of ['2026-13-01', '2026-02-30', 'soon', '01.12.2026']) {
		expect(lacks(CHANGELOG.replace('2026-12-01', date))[0]).toContain('has no date');
	}
	expect(lacks(CHANGELOG.replace('2026-12-01', '2026-12-03'))[0]).toContain('is in the future');
	expect(lacks(CHANGELOG.replace('### Added\n\n- Embeddings', ''))[0]).toContain('is empty');
	expect(lacks(CHANGELOG.replace('[Unreleased]', '[Unreleased]\n\n- More'))[0]).toContain(
		'turn [Unreleased] into the section of the version',
	);
});

test('the contract is kept, whatever is committed', () => {
	const released = contractOf();
	const today = contractOf();
	today.nodes[0].parameters.pop();
	expect(left(contractPoint(released, today))).toEqual([
		expect.stringContaining('the parameter metadata is gone'),
	]);
	expect(left(promisePoint(released, { ...today, version: '1.1.0' }))).toEqual([
		expect.stringContaining('the parameter metadata is gone'),
	]);
	expect(left(promisePoint(released, { ...today, version: '2.0.0' }))).toEqual([]);
});

test('what is committed is what was built, of the same version and with a date', () => {
	const released = contractOf();
	const more = contractOf();
	more.nodes[0].parameters.push({ name: 'new', label: 'New', type: 'string', default: '' });
	for (const present of [more, { ...released, version: '1.1.0' }]) {
		expect(left(snapshotPoint(released, present))).toEqual([
			expect.stringContaining('is not that of what was built'),
		]);
	}
	expect(left(snapshotPoint({ ...released, dated: false }, released))).toHaveLength(1);
	expect(left(checkoutPoint(false))).toEqual(['Commit what git status lists, or remove it.']);
});

test('a release turns what is unreleased into its section', () => {
	const changelog = CHANGELOG.replace('[Unreleased]\n', '[Unreleased]\n\n- More\n');
	const next = withVersion(changelog, '1.2.0', '2026-12-03');
	expect(sectionsOf(next).map(({ version, date, text }) => [version, date, text])).toEqual([
		['Unreleased', undefined, ''],
		['1.2.0', '2026-12-03', '- More'],
		['1.1.0', '2026-12-01', '### Added\n\n- Embeddings'],
		['1.0.0', undefined, 'The first.'],
	]);
	expect(left(changelogPoint(next, '1.2.0', '2026-12-03'))).toEqual([]);
	expect(() => withVersion(changelog, '1.1.0', TODAY)).toThrow('has a section [1.1.0] already');
	expect(() => withVersion(CHANGELOG, '1.2.0', TODAY)).toThrow('has nothing below [Unreleased]');
});

test('outside of GitHub Actions there is no way to publish, but the one that leads there', () => {
	expect(left(placePoint(false, '1.1.0'))).toEqual([
		'Push the tag v1.1.0: GitHub Actions publishes it, with provenance.',
	]);
});

test('the tag is that of the GitHub Actions run, unless another is given', () => {
	const run = { GITHUB_ACTIONS: 'true', GITHUB_REF_TYPE: 'tag', GITHUB_REF_NAME: 'v1.0.0' };
	expect(readOptions([], run)).toMatchObject({ tag: 'v1.0.0', isInActions: true });
	expect(readOptions(['--tag', 'v2.0.0'], run)).toMatchObject({ tag: 'v2.0.0' });
	expect(readOptions([], { ...run, GITHUB_REF_TYPE: 'branch' }).tag).toBeUndefined();
	expect(readOptions([], {}).isInActions).toBe(false);
	expect(() => readOptions(['--tags'], {})).toThrow("Unknown option '--tags'");
});

describe('with a folder of its own', () => {
	let folder: string;
	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'release-'));
	});
	afterEach(() => rmSync(folder, { recursive: true, force: true }));

	test("the checksum is npm's integrity value, in the notes and in what n8n reads", () => {
		const tarball = join(folder, 'x.tgz');
		writeFileSync(tarball, 'x');
		const integrity = integrityOf(tarball);
		// openssl dgst -sha512 -binary | base64
		expect(integrity).toBe(
			'sha512-pKvURIxJVi2CgRXROh/M6pJ/UrTVRZKX+LQ+QtqJI4vBNibkPcs43bCCSIkn7JBPtCBXRDmD6IWFF51QVRr+Yg==',
		);
		expect(JSON.parse(communityPackages(MANIFEST, integrity))).toEqual([
			{ name: 'n8n-nodes-acme', version: '1.1.0', checksum: integrity },
		]);
		const notes = releaseNotes(MANIFEST, CHANGELOG, integrity);
		expect(notes).toMatch(/^### Added\n\n- Embeddings\n\n### Checksum\n/);
		expect(notes.split(integrity)).toHaveLength(3);
	});

	/** In a process of its own: inside Jest, rules of n8n's plugin find nothing. */
	const scan = async () => {
		const module = JSON.stringify(join(ROOT, 'scripts/release/check/scan.ts'));
		const code = `
			const { scanSource, scanTarball } = require(${module});
			const [folder] = process.argv.slice(1);
			Promise.all([scanSource(folder), scanTarball(folder)])
				.then((found) => console.log(JSON.stringify(found.map((text) => text ?? 'passed'))));`;
		const { stdout } = await runFile(
			process.execPath,
			['--import', 'tsx', '-e', code, folder],
			ROOT,
		);
		return JSON.parse(stdout) as string[];
	};

	test("n8n's scanner says what it objects to, in the source and in the tarball", async () => {
		const { name, version, author } = MANIFEST;
		const complete = {
			...{ name, version, author, description: 'A package', license: 'MIT' },
			keywords: ['n8n-community-node-package'],
			peerDependencies: { 'n8n-workflow': '*' },
			n8n: { n8nNodesApiVersion: 1, nodes: ['dist/nodes/Foo/Foo.node.js'] },
		};
		writeFileSync(join(folder, 'package.json'), JSON.stringify(complete));
		writeFileSync(join(folder, 'foo.js'), "console.log('debug');\n");
		expect(await scan()).toEqual(['passed', expect.stringContaining('no-console')]);
		mkdirSync(join(folder, 'nodes'));
		writeFileSync(join(folder, 'nodes', 'Foo.node.ts'), "console.log('debug');\n");
		rmSync(join(folder, 'foo.js'));
		expect(await scan()).toEqual([expect.stringContaining('no-console'), 'passed']);
	});

	test('a folder without files does not pass', async () => {
		expect(await scan()).toEqual(Array(2).fill('No files found to analyze'));
	});
});

test.each([
	['as the project is set up', {}, 'Automatic provenance generation not supported'],
	['with scripts', { npm_config_ignore_scripts: 'false' }, 'prerelease'],
])('npm publish on a computer sends nothing, %s', async (_name, settings, reason) => {
	const writes: string[] = [];
	const registry = createServer((request, response) => {
		if (request.method === 'PUT') writes.push(request.url ?? '');
		response.writeHead(404, { 'content-type': 'application/json' }).end('{}');
	});
	await new Promise<void>((done) => registry.listen(0, '127.0.0.1', done));
	const address = `//127.0.0.1:${(registry.address() as AddressInfo).port}/`;
	const { code, stderr } = await runFile('npm', ['publish'], ROOT, {
		PATH: process.env.PATH,
		HOME: tmpdir(),
		npm_config_registry: `http:${address}`,
		[`npm_config_${address}:_authToken`]: 'none',
		npm_config_update_notifier: 'false',
		...settings,
	});
	registry.close();
	expect(code).not.toBe(0);
	expect(stderr).toContain(reason);
	expect(writes).toEqual([]);
});
