import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { parse } from 'yaml';

import { runFile } from './runFile';

const ROOT = resolve(__dirname, '../..');

interface Step {
	name?: string;
	uses?: string;
	run?: string;
	env?: Record<string, string>;
}

interface Job {
	needs?: string | string[];
	permissions: Record<string, string>;
	environment?: string;
	steps?: Step[];
}

const TEXT = readFileSync(join(ROOT, '.github/workflows/publish.yml'), 'utf8');
const { on, permissions, jobs } = parse(TEXT) as {
	on: unknown;
	permissions: unknown;
	jobs: Record<string, Job>;
};

const steps = (job: string): Step[] => jobs[job].steps ?? [];
const commands = (job: string): string[] => steps(job).flatMap(({ run }) => run ?? []);
const command = (job: string, part: string): string =>
	commands(job).find((run) => run.includes(part)) ?? '';

describe('publish.yml', () => {
	test('starts at a tag of a version, and nothing else', () => {
		expect(on).toEqual({ push: { tags: ['v*.*.*'] } });
	});

	test('gives each job what it needs: the one with the identity for npm has nothing else', () => {
		expect(permissions).toEqual({});
		expect(
			Object.fromEntries(Object.entries(jobs).map(([name, job]) => [name, job.permissions])),
		).toEqual({
			ci: { contents: 'read' },
			package: { contents: 'read' },
			npm: { 'id-token': 'write' },
			served: { contents: 'read' },
			github: { contents: 'write' },
		});
	});

	test('publishes in an environment of its own, in which no code of the repository runs', () => {
		expect(jobs.npm.environment).toBe('npm');
		expect(steps('npm').flatMap(({ uses }) => uses?.split('@')[0] ?? [])).toEqual([
			'actions/setup-node',
			'actions/download-artifact',
		]);
		const [publish] = commands('npm');
		expect(commands('npm')).toHaveLength(1);
		expect(publish).not.toMatch(/npm (?:ci|run|install)|npx/);
	});

	test('has its one secret in the last step of that job alone', () => {
		expect(TEXT.match(/secrets\./g)).toHaveLength(1);
		expect(steps('npm').at(-1)?.env?.NPM_TOKEN).toContain('secrets.NPM_TOKEN');
	});

	test('publishes what all tests and the check of the release have passed', () => {
		expect(jobs.npm.needs).toEqual(['ci', 'package']);
		const all = commands('package');
		const main = all.findIndex((run) => run.startsWith('git merge-base'));
		const check = all.findIndex((run) => run.startsWith('npm run release:check -- --publish'));
		expect(main).toBe(0);
		expect(check).toBeGreaterThan(main);
	});

	test('makes the GitHub release of what is published, whatever npm answers afterwards', () => {
		expect(jobs.github.needs).toEqual(['package', 'npm']);
		expect(jobs.served.needs).toEqual(['package', 'npm']);
		expect(Object.values(jobs).flatMap(({ needs = [] }) => needs)).not.toContain('served');
	});
});

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'publish-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** As a step of GitHub Actions runs: bash, which ends at the first command that fails. */
const runStep = async (script: string, cwd: string, env: NodeJS.ProcessEnv = {}) =>
	await runFile('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], cwd, {
		PATH: process.env.PATH,
		HOME: folder,
		...env,
	});

/** A folder with programs that stand in for those of the same name. */
function programs(scripts: Record<string, string>): string {
	const bin = join(folder, 'bin');
	mkdirSync(bin);
	for (const [name, script] of Object.entries(scripts)) {
		writeFileSync(join(bin, name), `#!/usr/bin/env bash\n${script}\n`);
		chmodSync(join(bin, name), 0o755);
	}
	return `${bin}:${process.env.PATH ?? ''}`;
}

const integrityOf = (bytes: Buffer | string): string =>
	`sha512-${createHash('sha512').update(bytes).digest('base64')}`;

describe('a tag', () => {
	const git = (cwd: string, ...args: string[]) =>
		execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@acme.test', ...args], {
			cwd,
			stdio: 'pipe',
		});
	const isOnMain = async (cwd: string) =>
		(await runStep(command('package', 'merge-base'), cwd)).code === 0;

	test('is published if its commit is on the main branch, at whatever place', async () => {
		const origin = join(folder, 'origin');
		const clone = join(folder, 'clone');
		git(folder, 'init', '--quiet', '--initial-branch=main', origin);
		for (const text of ['first', 'second']) {
			git(origin, 'commit', '--quiet', '--allow-empty', '-m', text);
		}
		git(folder, 'clone', '--quiet', origin, clone);
		expect(await isOnMain(clone)).toBe(true);
		git(clone, 'checkout', '--quiet', 'HEAD~1');
		expect(await isOnMain(clone)).toBe(true);
		git(clone, 'commit', '--quiet', '--allow-empty', '-m', 'aside');
		expect(await isOnMain(clone)).toBe(false);
	});
});

describe('the tarball', () => {
	const TARBALL = 'the bytes of the package';
	const publish = command('npm', 'npm publish');
	const npm = `
		if [ "$1" = config ]; then echo https://registry.acme.test/; exit; fi
		echo "$@" >> "$HOME/calls"`;
	const calls = () => readFileSync(join(folder, 'calls'), 'utf8');

	test('is published as it was checked, with provenance', async () => {
		writeFileSync(join(folder, 'package.tgz'), TARBALL);
		const PATH = programs({ npm });
		const INTEGRITY = integrityOf(TARBALL);
		expect(await runStep(publish, folder, { PATH, INTEGRITY })).toMatchObject({ code: 0 });
		expect(calls()).toBe('publish ./package.tgz --provenance --ignore-scripts\n');
		expect(() => readFileSync(join(folder, '.npmrc'))).toThrow('ENOENT');
	});

	test('is published with the token, where there is one, which no file holds', async () => {
		writeFileSync(join(folder, 'package.tgz'), TARBALL);
		const env = { PATH: programs({ npm }), INTEGRITY: integrityOf(TARBALL), NPM_TOKEN: 'secret' };
		expect(await runStep(publish, folder, env)).toMatchObject({ code: 0 });
		expect(readFileSync(join(folder, '.npmrc'), 'utf8')).toBe(
			'//registry.acme.test/:_authToken=${NPM_TOKEN}\n',
		);
	});

	test('is not published where it is another one than was checked', async () => {
		writeFileSync(join(folder, 'package.tgz'), `${TARBALL}!`);
		const env = { PATH: programs({ npm }), INTEGRITY: integrityOf(TARBALL) };
		expect((await runStep(publish, folder, env)).code).not.toBe(0);
		expect(calls).toThrow('ENOENT');
	});

	test('has the checksum that the job hands over, beside the text of the release', async () => {
		writeFileSync(join(folder, 'package.tgz'), TARBALL);
		writeFileSync(join(folder, 'notes.md'), 'Added\n\n- More\n');
		const GITHUB_OUTPUT = join(folder, 'output');
		const { code } = await runStep(command('package', 'GITHUB_OUTPUT'), folder, { GITHUB_OUTPUT });
		expect(code).toBe(0);
		expect(readFileSync(GITHUB_OUTPUT, 'utf8')).toBe(
			`integrity=${integrityOf(TARBALL)}\nnotes<<END_OF_NOTES\nAdded\n\n- More\nEND_OF_NOTES\n`,
		);
	});

	test("reaches the registry byte for byte by npm's own command, with the token", async () => {
		const made = join(folder, 'made');
		mkdirSync(made);
		const manifest = { name: 'n8n-nodes-acme', version: '1.0.0' };
		writeFileSync(join(made, 'package.json'), JSON.stringify(manifest));
		execFileSync('npm', ['pack', '--pack-destination', folder], { cwd: made, stdio: 'pipe' });
		const bytes = readFileSync(join(folder, 'n8n-nodes-acme-1.0.0.tgz'));
		writeFileSync(join(folder, 'package.tgz'), bytes);
		const sent: Array<{ authorization?: string; body: string }> = [];
		const registry = createServer((request, response) => {
			let body = '';
			request.on('data', (chunk) => (body += String(chunk)));
			request.on('end', () => {
				const { method, headers } = request;
				if (method === 'PUT') sent.push({ authorization: headers.authorization, body });
				const status = method === 'PUT' ? 201 : 404;
				response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
			});
		});
		await new Promise<void>((done) => registry.listen(0, '127.0.0.1', done));
		const { port } = registry.address() as AddressInfo;
		// Provenance needs the identity that GitHub Actions gives.
		const script = publish.replace(' --provenance', '');
		const { code, stderr } = await runStep(script, folder, {
			INTEGRITY: integrityOf(bytes),
			NPM_TOKEN: 'secret',
			npm_config_registry: `http://127.0.0.1:${port}/`,
			npm_config_update_notifier: 'false',
		});
		registry.close();
		expect([code, stderr]).toEqual([0, expect.any(String)]);
		expect(sent).toHaveLength(1);
		expect(sent[0].authorization).toBe('Bearer secret');
		const { _attachments: attachments, versions } = JSON.parse(sent[0].body) as {
			_attachments: Record<string, { data: string }>;
			versions: Record<string, { dist: { integrity: string } }>;
		};
		expect(Object.values(attachments)[0].data).toBe(bytes.toString('base64'));
		expect(versions['1.0.0'].dist.integrity).toBe(integrityOf(bytes));
	});
});

describe('what npm serves', () => {
	const { name, version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Record<
		string,
		string
	>;
	const INTEGRITY = 'sha512-checked';
	const PROVENANCE = 'https://slsa.dev/provenance/v1';
	const served = command('served', 'served.sh');

	/** The answers of a registry that has the version after some questions. */
	const ask = async (answers: { after?: number; integrity?: string; provenance?: string }) => {
		const { after = 0, integrity = INTEGRITY, provenance = PROVENANCE } = answers;
		const PATH = programs({
			npm: `
				echo "$@" >> "$HOME/questions"
				if [ "$(wc -l < "$HOME/questions")" -le ${after} ]; then echo 'npm error code E404' >&2; exit 1; fi
				case $3 in
				dist.integrity) echo '${integrity}' ;;
				dist.attestations.provenance.predicateType) echo '${provenance}' ;;
				esac`,
			sleep: 'echo "$1" >> "$HOME/pauses"',
		});
		const result = await runStep(served, ROOT, { PATH, INTEGRITY });
		const lines = (file: string) =>
			execFileSync('bash', ['-c', `cat "${join(folder, file)}" 2> /dev/null || true`])
				.toString()
				.split('\n')
				.filter(Boolean);
		return { ...result, questions: lines('questions'), pauses: lines('pauses') };
	};

	test('is what was checked, with provenance', async () => {
		const { code, stdout, questions, pauses } = await ask({});
		expect([code, stdout]).toEqual([
			0,
			`npm serves ${name}@${version} as it was checked, with provenance: ${INTEGRITY}\n`,
		]);
		expect(questions).toEqual([
			`view ${name}@${version} dist.integrity`,
			`view ${name}@${version} dist.attestations.provenance.predicateType`,
		]);
		expect(pauses).toEqual([]);
	});

	test('may come late', async () => {
		const { code, pauses } = await ask({ after: 3 });
		expect([code, pauses]).toEqual([0, ['15', '15', '15']]);
	});

	test('may never come: the job ends after ten minutes, with what npm says', async () => {
		const { code, stderr, questions } = await ask({ after: 1_000 });
		expect(code).toBe(1);
		expect(stderr).toContain(`E404`);
		expect(stderr).toContain(`does not serve ${name}@${version} 10 minutes after`);
		expect(questions).toHaveLength(40);
	});

	test('may be another tarball', async () => {
		const { code, stderr } = await ask({ integrity: 'sha512-other' });
		expect([code, stderr]).toEqual([
			1,
			expect.stringContaining('as sha512-other, in place of sha512-checked'),
		]);
	});

	test.each(['', 'https://acme.test/'])('may be without provenance: "%s"', async (provenance) => {
		const { code, stderr } = await ask({ provenance });
		expect([code, stderr]).toEqual([1, expect.stringContaining('without provenance')]);
	});
});
