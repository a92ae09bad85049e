import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';

import { ownEnvironment, start, stop, type Started } from '../../../scripts/command';
import { N8nClient } from '../../../scripts/n8n/client';
import { cloned } from '../clone';
import type { Part, Stage } from '../part';
import { commandsUnder } from '../readme';
import { until } from '../until';

/** `npm ci` with a full cache and `npm start` with an installed n8n take one and a half minutes on two cores. */
const OPEN_WITHIN_MS = 8 * 60_000;

/** n8n ends within seconds, and a command that does not is killed after ten. */
const ENDED_WITHIN_MS = 30_000;

/** What `npm start` says last. */
const OPEN = 'n8n stays open at ';

/** From a clone to a trigger that has fired, with nothing but the README; but for n8n, which is installed already. */
export const stranger: Part = {
	name: 'Stranger with the README',
	needs: [],
	withinMinutes: 10,
	async run(stage) {
		const clone = join(stage.folder, 'clone');
		const { signal } = stage;
		await cloned(stage, clone);
		const log = join(stage.folder, 'stranger.log');
		let started: Started | undefined;
		await stage.check('its commands bring a clone to a trigger that has fired', async () => {
			started = await startAsSaid(stage, { clone, log });
			const { child } = started;
			const isOver = async () => (await readFile(log, 'utf8')).includes(OPEN) || hasEnded(child);
			await until('open', isOver, { withinMs: OPEN_WITHIN_MS, signal });
			const said = await readFile(log, 'utf8');
			assert.ok(said.includes(OPEN), said.slice(-2_000));
			assert.match(said, /TwelveLabs Trigger +│ started its workflow, once/);
			assert.match(said, /Status that the API itself gives │ ready/);
		});
		await checkWhatIsPrinted(stage, await readFile(log, 'utf8'));
		await stage.check('Ctrl-C ends it, and leaves no process behind', async () => {
			assert.ok(started?.child.pid);
			// A terminal signals the whole group.
			process.kill(-started.child.pid, 'SIGINT');
			await until('ended', async () => (await processesIn(clone)).length === 0, {
				withinMs: ENDED_WITHIN_MS,
				signal,
			});
		});
	},
};

async function startAsSaid(
	{ installation, cleanup }: Stage,
	{ clone, log }: { clone: string; log: string },
): Promise<Started> {
	const script = await commandsUnder(clone, 'Try it without a key');
	const output = createWriteStream(log);
	await once(output, 'open');
	const env = {
		...ownEnvironment(),
		TWELVELABS_N8N_DIR: installation.dir,
		// The packages have been fetched for this checkout.
		npm_config_prefer_offline: 'true',
	};
	const started = await start('sh', ['-e', '-c', script], { cwd: clone, env, output });
	cleanup.add(async () => await stop(started));
	output.destroy();
	return started;
}

async function checkWhatIsPrinted({ check, signal }: Stage, said: string): Promise<void> {
	const printed = (label: string) => {
		const found = new RegExp(`${label} +(\\S+)`).exec(said);
		assert.ok(found, `${label} is not printed`);
		return { value: found[1], at: found.index };
	};
	await check('address and key of the simulator come first, and open it', async () => {
		const [baseUrl, apiKey] = [printed('Base URL'), printed('API key')];
		assert.ok(Math.max(baseUrl.at, apiKey.at) < said.indexOf('Build the package'));
		const headers = { 'x-api-key': apiKey.value };
		assert.equal((await fetch(`${baseUrl.value}/indexes`, { headers })).status, 200);
	});
	await check('address and login of n8n come as soon as it is open, and open it', async () => {
		const [url, email, password] = [
			printed('n8n is open at'),
			printed('Email'),
			printed('Password'),
		];
		assert.ok(password.at < said.indexOf('Publish the workflow'));
		await new N8nClient(url.value, signal).signIn({
			email: email.value,
			password: password.value,
			firstName: '',
			lastName: '',
		});
	});
}

const hasEnded = ({ exitCode, signalCode }: Started['child']): boolean =>
	exitCode !== null || signalCode !== null;

/** Processes that work in a folder. Only Linux says that; elsewhere there are none. */
async function processesIn(folder: string): Promise<string[]> {
	const pids = await readdir('/proc').catch(() => []);
	const inside = await Promise.all(
		pids
			.filter((pid) => /^\d+$/.test(pid))
			.map(async (pid) => {
				const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => '');
				return cwd === folder || cwd.startsWith(`${folder}/`) ? [pid] : [];
			}),
	);
	return inside.flat();
}
