import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { ownEnvironment, start, stop, type Started } from '../../../scripts/command';
import { cloned } from '../clone';
import type { Part, Stage } from '../part';
import { until } from '../until';

/** A build and a run in the engine. */
const WITHIN_MS = 3 * 60_000;

const STAYS_OPEN = 'The simulator stays open';

/** `npm start` on a computer where n8n cannot be installed: its folder is to be made below a file. */
export const withoutN8n: Part = {
	name: 'npm start without n8n',
	needs: [],
	withinMinutes: 6,
	async run(stage) {
		const clone = join(stage.folder, 'clone');
		await cloned(stage, clone);
		await symlink(join(stage.repository, 'node_modules'), join(clone, 'node_modules'));
		await writeFile(join(stage.folder, 'file'), '');
		await checkFirstRun(stage, clone);
		await checkBrokenRun(stage, clone);
	},
};

async function checkFirstRun(stage: Stage, clone: string): Promise<void> {
	const { check, signal } = stage;
	const { started, said } = await npmStart(stage, clone);
	const { child } = started;
	let text = '';
	await check('the simulator and a finished run in the engine are shown all the same', async () => {
		const isOver = async () => (await said()).includes(STAYS_OPEN) || hasEnded(child);
		await until('open', isOver, { withinMs: WITHIN_MS, signal });
		text = await said();
		const places = ['Base URL', /Index Asset, \d.*s /, /status +ready/, 'cannot be made'].map(
			(part) => text.search(part),
		);
		assert.ok(!places.includes(-1), text);
		assert.deepEqual(
			places,
			[...places].sort((a, b) => a - b),
		);
	});
	await check(
		'what is missing comes last, with what to do, and how to go on without it',
		async () => {
			const end = text.slice(text.indexOf('cannot be made'));
			assert.match(end, /Set TWELVELABS_N8N_DIR to a folder that you may write to/);
			const [, tarball] = /npm install "(.+\.tgz)"/.exec(end) ?? [];
			assert.ok((await readFile(tarball)).length > 0);
		},
	);
	await check('the simulator stays open until Ctrl-C, which reports what was missing', async () => {
		const [, url] = /Base URL +(\S+)/.exec(text) ?? [];
		const [, key] = /API key +(\S+)/.exec(text) ?? [];
		const answer = await fetch(`${url}/indexes`, { headers: { 'x-api-key': key } });
		assert.equal(answer.status, 200);
		assert.ok(child.pid);
		process.kill(-child.pid, 'SIGINT');
		assert.equal((await child).exitCode, 1);
	});
}

async function checkBrokenRun(stage: Stage, clone: string): Promise<void> {
	await stage.check(
		'a run in the engine that breaks is reported, and does not end the start',
		async () => {
			await rm(join(clone, 'scripts', 'engine', 'main.ts'));
			const { started, said } = await npmStart(stage, clone, '--once');
			assert.equal((await started.child).exitCode, 1);
			assert.match(await said(), /engine\/main\.ts[^]+could not be run[^]+cannot be made/);
		},
	);
}

async function npmStart({ folder, cleanup }: Stage, clone: string, ...args: string[]) {
	const log = join(folder, `npm start ${args.join(' ')}.log`);
	const output = createWriteStream(log);
	await once(output, 'open');
	const env = { ...ownEnvironment(), TWELVELABS_N8N_DIR: join(folder, 'file', 'below', 'n8n') };
	const program = ['--import', 'tsx', join(clone, 'scripts', 'start.ts'), ...args];
	const started = await start(process.execPath, program, { cwd: clone, env, output });
	cleanup.add(async () => await stop(started));
	output.destroy();
	return { started, said: async () => await readFile(log, 'utf8') };
}

const hasEnded = ({ exitCode, signalCode }: Started['child']): boolean =>
	exitCode !== null || signalCode !== null;
