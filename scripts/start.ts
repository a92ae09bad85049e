import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { startOnUsualPort, USUAL_PORT as SIMULATOR_PORT } from '../simulator/usualPort';
import { DEMO_SUBJECT, VIDEO } from './example';
import { untilAborted, type Cleanup } from './interrupt';
import { N8nClient } from './n8n/client';
import type { Login } from './n8n/clientTypes';
import { removeFolder, type Installation } from './n8n/installFolder';
import { beginObtaining } from './n8n/obtain';
import { startN8n, USUAL_PORT, type RunningN8n } from './n8n/process';
import { HELP, readOptions, type Account, type StartOptions } from './options';
import { bundle, pack, putIntoN8n } from './package';
import { Problem } from './problem';
import { runProgram } from './program';
import { say } from './report';
import { checkNode, setUpCredential } from './runExample';
import { SavedExamples } from './savedExamples';
import { showFirstRun } from './showFirstRun';
import { showExamples, type ShownSubject } from './showExamples';
import { step } from './step';
import { TwelveLabs } from './twelveLabs';
import { claimUserFolder, loginOf } from './userFolder';
import { withoutN8n } from './withoutN8n';

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

	const api = account ?? (await simulate(cleanup, once));
	const obtaining = await beginObtaining(REPOSITORY, installFolder, signal);
	cleanup.add(obtaining.stop);

	await step('Build the package', async () => await bundle(REPOSITORY, signal));
	const { indexId } = DEMO_SUBJECT;
	// In a real account it would have its price.
	const isFirst = obtaining.isInstalling && account === undefined;
	const hasRun =
		!isFirst || (await showFirstRun({ repository: REPOSITORY, ...api, indexId }, signal));
	const tarball = await step("Put the package into n8n's user folder", async () => {
		const packed = await packInto(join(REPOSITORY, '.n8n', 'package'), signal);
		await putIntoN8n(packed, userFolder, signal);
		return packed;
	});
	let installation: Installation;
	try {
		installation = await obtaining.finish();
	} catch (error) {
		if (account) throw error;
		return await withoutN8n(error, { simulator: api, tarball, staysOpen: !once }, signal);
	}

	const twelveLabs = new TwelveLabs(api, signal);
	const subject = account ? await choose(account, twelveLabs) : { indexId, held: false };

	const n8n = await step('Start n8n', async () => {
		const online = account !== undefined;
		const options = { installation, userFolder, online, signal, port: USUAL_PORT };
		const started = await startN8n(options);
		cleanup.add(started.stop);
		await claim.note(started);
		return started;
	});
	if (n8n.port !== USUAL_PORT) say(`Port ${USUAL_PORT} is in use, so n8n took ${n8n.port}.`);

	const client = new N8nClient(n8n.url, signal);
	const login = await loginOf(userFolder);
	await step('Sign in', async () => await client.signIn(login));
	if (!once) sayLogin(n8n.url, login);
	const credential = await step('Set up the credential', async () => {
		await checkNode(client, n8n.log);
		return await setUpCredential(client, api);
	});

	const passed = await showExamples({
		repository: REPOSITORY,
		client,
		twelveLabs,
		examples: new SavedExamples(client, join(userFolder, 'examples.json')),
		credential,
		subject,
		staysOpen: !once,
		api: ['TwelveLabs', account ? api.baseUrl : `simulator at ${api.baseUrl}`],
		signal,
	});
	if (!once) {
		say(`n8n stays open at ${n8n.url}. Stop it with Ctrl-C.`);
		await untilStopped(n8n, signal);
	}
	return passed && hasRun ? 0 : 1;
}

/** Packs the package that was built. The tarball stays: whatever npm installs of it names this file. */
async function packInto(folder: string, signal: AbortSignal): Promise<string> {
	await removeFolder(folder);
	await mkdir(folder, { recursive: true });
	return await pack(REPOSITORY, folder, signal);
}

/** No account, no key: the simulator answers in this very process. */
async function simulate(cleanup: Cleanup, once: boolean): Promise<Account> {
	const { url, apiKey, close } = await step(
		'Start the TwelveLabs simulator',
		async () => await startOnUsualPort({ demo: true }),
	);
	cleanup.add(close);
	if (!url.includes(`:${SIMULATOR_PORT}/`)) {
		say(`Port ${SIMULATOR_PORT} is in use, so the simulator took another one.`);
	}
	if (!once) {
		say('It stands in for TwelveLabs, also for credentials of your own:');
		say(`  Base URL  ${url}`);
		say(`  API key   ${apiKey}`);
	}
	return { apiKey, baseUrl: url };
}

function sayLogin(url: string, { email, password }: Login): void {
	say(`n8n is open at ${url}`);
	say(`  Email     ${email}`);
	say(`  Password  ${password}`);
}

/** What to index in a real account: the user's choice, else the video of the examples, which an earlier start may have uploaded. */
const choose = async (account: Account, twelveLabs: TwelveLabs): Promise<ShownSubject> =>
	await step('Choose an index and an asset', async () => {
		const indexId = account.indexId ?? (await twelveLabs.newestIndex());
		const assetId = account.assetId ?? (await twelveLabs.readyAssetNamed(VIDEO.name));
		const held = assetId !== undefined && (await twelveLabs.holds(indexId, assetId));
		return { indexId, assetId, held };
	});

/** Leaves n8n open until the user has seen enough. */
async function untilStopped({ ended, log }: RunningN8n, signal: AbortSignal): Promise<void> {
	await Promise.race([untilAborted(signal), ended]);
	if (!signal.aborted) throw new Problem('n8n has ended by itself.', `Its log may say why: ${log}`);
}

void runProgram(async (cleanup, signal) => {
	const options = readOptions(process.argv.slice(2), process.env);
	if (!options.help) return await start(options, cleanup, signal);
	say(HELP);
	return 0;
});
