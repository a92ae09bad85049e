import assert from 'node:assert/strict';
import { basename } from 'node:path';

import { CREDENTIAL_TYPE, NODE_TYPES, PACKAGE, TOOL_TYPE } from '../../../scripts/names';
import { readManifest } from '../../../scripts/package';
import { saveAccess } from '../canvas';
import { openFreshN8n, type FreshN8n } from '../communityPackages';
import { checkExamples } from '../examples';
import { checkNodeErrors } from '../nodeErrors';
import type { Part, Stage } from '../part';

/** From n8n's own installer to workflows that run: the way of a new user. */
export const install: Part = {
	name: 'Install as a user does',
	needs: [],
	withinMinutes: 8,
	async run(stage) {
		const fresh = await openFreshN8n(stage, [stage.tarball]);
		await checkInstalling(stage, fresh);
		await checkTypes(stage, fresh);
		await checkCredential(stage, fresh);
		await checkExamples(stage, fresh);
		const { client, simulator } = fresh;
		await checkNodeErrors(stage, client, simulator, await saveAccess(client, simulator));
	},
};

async function checkInstalling(stage: Stage, { packages, downloads }: FreshN8n): Promise<void> {
	const { version } = await readManifest(stage.repository);
	await stage.check("n8n's own installer fetches the tarball and installs it", async () => {
		const begun = Date.now();
		await packages.install(version);
		stage.report(`installed in ${((Date.now() - begun) / 1_000).toFixed(1)} s`);
		assert.deepEqual(downloads, [basename(stage.tarball)]);
		const [installed, ...others] = await packages.list();
		assert.equal(installed.packageName, PACKAGE);
		assert.equal(installed.installedVersion, version);
		assert.equal(installed.failedLoading, false);
		assert.deepEqual(others, []);
	});
}

async function checkTypes(stage: Stage, { client, n8n }: FreshN8n): Promise<void> {
	const nodeTypes = await client.nodeTypes();
	const credentialTypes = await client.credentialTypes();
	const ours = [
		...nodeTypes.filter(({ name }) => name.startsWith(PACKAGE)),
		...credentialTypes.filter(({ name }) => name === CREDENTIAL_TYPE),
	];
	await stage.check('the node, its tool, the trigger and the credential are there', async () => {
		assert.deepEqual(
			ours.map(({ name }) => name).sort(),
			[...NODE_TYPES, TOOL_TYPE, CREDENTIAL_TYPE].sort(),
		);
	});
	await stage.check('each has an icon, and another one for the dark theme', async () => {
		for (const { name, iconUrl } of ours) {
			assert.ok(typeof iconUrl === 'object', `${name} has one icon only: ${iconUrl}`);
			const light = await svg(`${n8n.url}/${iconUrl.light}`);
			const dark = await svg(`${n8n.url}/${iconUrl.dark}`);
			assert.notEqual(light, dark, `${name} has the same icon in both themes`);
		}
	});
}

/** Fetches an icon as a browser does. */
async function svg(url: string): Promise<string> {
	const response = await fetch(url);
	assert.equal(response.status, 200, url);
	assert.match(response.headers.get('content-type') ?? '', /^image\/svg\+xml/, url);
	const text = await response.text();
	assert.match(text, /^(<\?xml[^>]*>\s*)?<svg\b[^]*<\/svg>\s*$/, url);
	return text;
}

async function checkCredential(stage: Stage, { client, simulator }: FreshN8n): Promise<void> {
	const { apiKey, url: baseUrl } = simulator;
	const credential = await saveAccess(client, simulator);
	const test = async (data: object) => await client.testCredential(credential, data);
	const refused = async (data: object, words: RegExp) => {
		const { status, message } = await test(data);
		assert.equal(status, 'Error');
		assert.match(message, words);
	};
	await stage.check('the test of a good credential says so', async () => {
		const { status, message } = await test({ apiKey, baseUrl });
		assert.equal(status, 'OK', message);
	});
	await stage.check('the test of a wrong key says what is wrong, and where keys are', async () => {
		await refused({ apiKey: 'tlk_revoked', baseUrl }, /did not accept this API key.*dashboard/);
	});
	await stage.check(
		'the test of an address without the API says how an address begins',
		async () => {
			const address = new URL('/', baseUrl).href;
			await refused({ apiKey, baseUrl: address }, /no TwelveLabs API at this Base URL.*\/v1\.3/);
		},
	);
	await stage.check(
		'the test of an address with a log-in page says that it is not TwelveLabs',
		async () => {
			simulator.faults.add({ respond: { status: 200, body: '<html>Please sign in</html>' } });
			await refused({ apiKey, baseUrl }, /is not TwelveLabs.*log-in page/);
		},
	);
	await stage.check('the test of an address where nothing answers says that', async () => {
		await simulator.outage();
		await refused({ apiKey, baseUrl }, /ECONNREFUSED|refused/).finally(simulator.recover);
	});
}
