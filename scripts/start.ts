/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- development only, never published */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startSimulator } from '../simulator/server';
import {
	DEMO_SUBJECT,
	EXAMPLE,
	readExample,
	WATCH_EXAMPLE,
	watching,
	type Subject,
} from './example';
import { explain } from './explain';
import { abortOnSignals, Cleanup } from './interrupt';
import { N8nClient } from './n8n/client';
import { removeFolder } from './n8n/installFolder';
import { obtainN8n } from './n8n/obtain';
import { startN8n, USUAL_PORT, type RunningN8n } from './n8n/process';
import { HELP, readOptions, type Account, type StartOptions } from './options';
import { buildAndPack, putIntoN8n } from './package';
import { Problem } from './problem';
import { say, table } from './report';
import { checkNode, runExample, setUpCredential } from './runExample';
import { step } from './step';
import { TwelveLabs } from './twelveLabs';
import { claimUserFolder, loginOf } from './userFolder';
import { publishWatch, watchFiring } from './watchExample';

const REPOSITORY = join(__dirname, '..');

/** From a fresh checkout to an indexed asset in a real n8n: `npm start`. */
async function start(
	{ once, account, installFolder }: StartOptions,
	cleanup: Cleanup,
	signal: AbortSignal,
): Promise<number> {
	const userFolder = join(REPOSITORY, '.n8n', 'user');
	const claim = await claimUserFolder(userFolder);
	cleanup.add(claim.release);
	// n8n puts its web pages there at each start; left behind, `npm run lint` would read all of them.
	cleanup.add(async () => await removeFolder(join(userFolder, '.cache')));

	const installation = await obtainN8n(REPOSITORY, installFolder, signal);

	await step('Build the package and put it into n8n', async () => {
		const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-twelvelabs-'));
		cleanup.add(async () => await removeFolder(folder));
		await putIntoN8n(await buildAndPack(REPOSITORY, folder, signal), userFolder, signal);
	});

	const api = account ?? (await simulate(cleanup));
	const twelveLabs = new TwelveLabs(api, signal);
	const subject = account ? await choose(account, twelveLabs) : { ...DEMO_SUBJECT, held: false };

	const n8n = await step('Start n8n', async () => {
		const online = account !== undefined;
		const options = { installation, userFolder, online, signal, port: USUAL_PORT };
		const started = await startN8n(options);
		cleanup.add(started.stop);
		await claim.note(started);
		return started;
	});
	if (n8n.port !== USUAL_PORT) say(`Port ${USUAL_PORT} is in use, so n8n took ${n8n.port}.`);

	const login = await loginOf(userFolder);
	const client = new N8nClient(n8n.url, signal);
	const credential = await step('Sign in and set up the credential', async () => {
		await client.signIn(login);
		await checkNode(client, n8n.log);
		return await setUpCredential(client, api);
	});

	const since = Date.now();
	const workflowId = await step('Publish the workflow with the trigger', async () => {
		const example = await readExample(REPOSITORY, WATCH_EXAMPLE.file);
		const workflow = watching(example, subject.indexId);
		return await publishWatch(client, { workflow, credential });
	});

	const { ready, rows, indexedAssetId, error } = await step(
		'Run the workflow that indexes',
		async () => {
			const example = await readExample(REPOSITORY, EXAMPLE.file);
			return await runExample(client, twelveLabs, { example, subject, credential });
		},
	);

	let fired = false;
	if (subject.held) {
		rows.push(['TwelveLabs Trigger', 'had nothing to tell: the index held the asset before']);
	} else if (ready && indexedAssetId) {
		const firing = await step(
			'Wait for the trigger',
			async () => await watchFiring(client, { workflowId, indexedAssetId, since }, signal),
		);
		rows.push(firing.row);
		fired = firing.once;
	}
	say(table([['TwelveLabs', account ? api.baseUrl : `simulator at ${api.baseUrl}`], ...rows]));
	if (error) say(`The workflow failed: ${error}`);

	if (!once) {
		say(`n8n is open at ${n8n.url}`);
		say(`  Email     ${login.email}`);
		say(`  Password  ${login.password}`);
		say('Stop it with Ctrl-C.');
		await untilStopped(n8n, signal);
	}
	return ready && (fired || subject.held) ? 0 : 1;
}

/** No account, no key: the simulator answers in this very process. */
async function simulate(cleanup: Cleanup): Promise<Account> {
	return await step('Start the TwelveLabs simulator', async () => {
		const { url, apiKey, close } = await startSimulator({ demo: true });
		cleanup.add(close);
		return { apiKey, baseUrl: url };
	});
}

/** What to index in a real account: the user's choice, else the newest; `held` when the index has it already. */
const choose = async (
	account: Account,
	twelveLabs: TwelveLabs,
): Promise<Subject & { held: boolean }> =>
	await step('Choose an index and an asset', async () => {
		const indexId = account.indexId ?? (await twelveLabs.newestIndex());
		const assetId = account.assetId ?? (await twelveLabs.newestReadyAsset());
		return { indexId, assetId, held: await twelveLabs.holds(indexId, assetId) };
	});

/** Leaves n8n open until the user has seen enough. */
async function untilStopped({ ended, log }: RunningN8n, signal: AbortSignal): Promise<void> {
	const stopped = new Promise((resolve) => signal.addEventListener('abort', resolve));
	if (!signal.aborted) await Promise.race([stopped, ended]);
	if (!signal.aborted) throw new Problem('n8n has ended by itself.', `Its log may say why: ${log}`);
}

async function main(): Promise<number> {
	const signal = abortOnSignals();
	signal.addEventListener('abort', () => say('\nStopping...'));
	const cleanup = new Cleanup();
	try {
		const options = readOptions(process.argv.slice(2), process.env);
		if (options.help) {
			say(HELP);
			return 0;
		}
		return await start(options, cleanup, signal);
	} catch (error) {
		await cleanup.run();
		return explain(error, signal);
	} finally {
		await cleanup.run();
	}
}

void main().then((code) => process.exit(code));
