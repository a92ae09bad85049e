import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { CONTRACT_PATH } from '../../scripts/release/contract/store';
import { contractBefore, isCommitted, publishedContract } from '../../scripts/release/history';
import { contractOf } from './fixture';

const NAME = 'n8n-nodes-acme';

let folder: string;
let registry: Server;
/** What npm has. */
let onNpm: string[];
/** Of the versions that npm was asked for. */
let questions: number;
let status: number;

beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'history-'));
	git('init', '--quiet', '--initial-branch=main');
	[onNpm, questions, status] = [[], 0, 200];
	registry = createServer((_request, response) => {
		questions++;
		const versions = Object.fromEntries(
			onNpm.map((version) => [version, { name: NAME, version, dist: {} }]),
		);
		response
			.writeHead(onNpm.length > 0 || status !== 200 ? status : 404, {
				'content-type': 'application/json',
			})
			.end(JSON.stringify({ name: NAME, versions, 'dist-tags': { latest: onNpm.at(-1) } }));
	});
	await new Promise<void>((done) => registry.listen(0, '127.0.0.1', done));
	const { port } = registry.address() as AddressInfo;
	const settings = [
		`registry=http://127.0.0.1:${port}/`,
		'fetch-retries=0',
		'update-notifier=false',
		`cache=${join(folder, '.git', 'npm')}`,
	];
	writeFileSync(join(folder, '.npmrc'), settings.join('\n'));
	writeFileSync(join(folder, 'package.json'), '{}');
});

afterEach(() => {
	registry.close();
	rmSync(folder, { recursive: true, force: true });
});

const git = (...args: string[]) =>
	execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@acme.test', ...args], {
		cwd: folder,
		stdio: 'pipe',
	});

const contract = (version: string, dated = true) => ({ ...contractOf(), version, dated });

/** Commits a contract, with the tag of its version. */
function tag(version: string): void {
	const file = join(folder, CONTRACT_PATH);
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, JSON.stringify(contract(version)));
	git('add', '--all');
	git('commit', '--quiet', '-m', version);
	git('tag', `v${version}`);
}

const checkout = () => ({ folder, signal: new AbortController().signal });

const published = async (committed: string, until = committed, dated = true) =>
	(await publishedContract(NAME, contract(committed, dated), until, checkout()))?.version;

test('before the first release nothing is published, and npm is not asked about a draft', async () => {
	expect(await published('0.1.0', '0.1.0', false)).toBeUndefined();
	expect(questions).toBe(0);
});

test('a version with a date is published when it has its tag, or when npm has it', async () => {
	expect(await published('1.0.0')).toBeUndefined();
	onNpm = ['0.9.0'];
	expect(await published('1.0.0')).toBeUndefined();
	onNpm = ['0.9.0', '1.0.0'];
	expect(await published('1.0.0')).toBe('1.0.0');
	const before = questions;
	tag('1.0.0');
	expect(await published('1.0.0')).toBe('1.0.0');
	expect(questions).toBe(before);
});

test('a contract that was prepared and never published gives way to the last one with a tag', async () => {
	onNpm = ['1.0.0'];
	tag('1.0.0');
	expect(await published('1.1.0')).toBe('1.0.0');
	expect(await published('1.1.0', '2.0.0')).toBe('1.0.0');
});

test('the versions of tags are compared by their numbers, and a later one does not count', async () => {
	for (const version of ['1.9.0', '1.10.0', '2.0.0']) tag(version);
	git('tag', 'v-other');
	expect(await published('1.9.0', '1.10.1', false)).toBe('1.10.0');
	expect((await contractBefore('2.0.0', checkout()))?.version).toBe('1.10.0');
	expect(await contractBefore('1.9.0', checkout())).toBeUndefined();
});

test('where npm cannot say it, or tags may be missing, nothing is assumed', async () => {
	status = 500;
	await expect(published('1.0.0')).rejects.toThrow(
		`npm does not say whether ${NAME}@1.0.0 is published`,
	);
	tag('1.0.0');
	tag('1.1.0');
	const shallow = join(folder, 'shallow');
	git('clone', '--quiet', '--depth=1', `file://${folder}`, shallow);
	await expect(contractBefore('1.2.0', { ...checkout(), folder: shallow })).rejects.toThrow(
		'This checkout is shallow',
	);
});

test('a checkout with changes is seen', async () => {
	tag('1.0.0');
	expect(await isCommitted(checkout())).toBe(true);
	writeFileSync(join(folder, 'new'), '');
	expect(await isCommitted(checkout())).toBe(false);
});
