/**
 * `npm run test:e2e`: the package in a real n8n. By node's own test runner, since Jest cannot load the ES modules that
 * start processes. `npm run test:e2e -- browser` runs the parts with that word in their name.
 */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { explain } from '../../scripts/explain';
import { abortOnSignals, Cleanup } from '../../scripts/interrupt';
import { removeFolder } from '../../scripts/n8n/installFolder';
import { obtainN8n } from '../../scripts/n8n/obtain';
import { buildAndPack } from '../../scripts/package';
import { Problem } from '../../scripts/problem';
import { say } from '../../scripts/report';
import { step } from '../../scripts/step';
import { runPart, type Part } from './part';
import { browser } from './parts/browser';
import { callers } from './parts/callers';
import { crashes } from './parts/crash';
import { dev } from './parts/dev';
import { fleet } from './parts/fleet';
import { install } from './parts/install';
import { installByChecksum } from './parts/installByChecksum';
import { installByHand } from './parts/installByHand';
import { installingN8n } from './parts/installingN8n';
import { npmStart } from './parts/npmStart';
import { oldestN8n } from './parts/oldestN8n';
import { outputs } from './parts/outputs';
import { stranger } from './parts/stranger';
import { tool } from './parts/tool';
import { upgrade } from './parts/upgrade';
import { vectorStores } from './parts/vectorStores';
import { withoutN8n } from './parts/withoutN8n';
import { summary } from './summary';

const REPOSITORY = join(__dirname, '../..');

const PARTS: Part[] = [
	install,
	installByHand,
	installByChecksum,
	npmStart,
	withoutN8n,
	installingN8n,
	stranger,
	dev,
	upgrade,
	browser,
	outputs,
	tool,
	callers,
	...vectorStores,
	...crashes,
	fleet,
	oldestN8n,
];

const words = process.argv.slice(2).map((word) => word.toLowerCase());
const chosen = PARTS.filter(
	({ name }) => words.length === 0 || words.some((word) => name.toLowerCase().includes(word)),
);

async function main(signal: AbortSignal, cleanup: Cleanup): Promise<void> {
	if (chosen.length === 0) {
		const names = PARTS.map(({ name }) => name).join(', ');
		throw new Problem('No part of the end-to-end tests has such a name.', `There are: ${names}.`);
	}
	const installFolder = process.env.TWELVELABS_N8N_DIR?.trim() || undefined;
	const installation = await obtainN8n(REPOSITORY, installFolder, signal);
	const tarball = await step('Build and pack the package', async () => {
		const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-twelvelabs-'));
		cleanup.add(async () => await removeFolder(folder));
		return await buildAndPack(REPOSITORY, folder, signal);
	});
	for (const part of chosen) {
		signal.throwIfAborted();
		await runPart(part, { repository: REPOSITORY, installation, tarball, signal });
	}
}

const signal = abortOnSignals();
const cleanup = new Cleanup();
void main(signal, cleanup)
	.catch((error: unknown) => {
		process.exitCode = explain(error, signal);
	})
	.finally(async () => {
		await cleanup.run();
		say(summary(chosen.map(({ name }) => name)));
	});
