import assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Part, Stage } from '../part';
import { cloneWithModules, startScript } from '../program';

/** A build and a run in the engine. */
const WITHIN_MS = 3 * 60_000;

const STAYS_OPEN = 'The simulator stays open';

/** `npm start` on a computer where n8n cannot be installed: its folder is to be made below a file. */
export const withoutN8n: Part = {
	name: 'npm start without n8n',
	needs: [],
	withinMinutes: 6,
	async run(stage) {
		const clone = await cloneWithModules(stage);
		await writeFile(join(stage.folder, 'file'), '');
		await checkFirstRun(stage, clone);
		await checkBrokenRun(stage, clone);
	},
};

async function checkFirstRun(stage: Stage, clone: string): Promise<void> {
	const { check } = stage;
	const { child, untilSaid, interrupt } = await npmStart(stage, clone);
	let text = '';
	await check('the simulator and a finished run in the engine are shown all the same', async () => {
		text = await untilSaid(STAYS_OPEN, WITHIN_MS);
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
		interrupt();
		assert.equal((await child).exitCode, 1);
	});
}

async function checkBrokenRun(stage: Stage, clone: string): Promise<void> {
	await stage.check(
		'a run in the engine that breaks is reported, and does not end the start',
		async () => {
			await rm(join(clone, 'scripts', 'engine', 'main.ts'));
			const { child, said } = await npmStart(stage, clone, '--once');
			assert.equal((await child).exitCode, 1);
			assert.match(await said(), /engine\/main\.ts[^]+could not be run[^]+cannot be made/);
		},
	);
}

/** With an n8n that is to be installed below a file. */
const npmStart = async (stage: Stage, clone: string, ...args: string[]) =>
	await startScript(
		stage,
		{ clone, script: 'start.ts', installFolder: join(stage.folder, 'file', 'below', 'n8n') },
		...args,
	);
