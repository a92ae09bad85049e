import assert from 'node:assert/strict';
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { N8nClient } from '../../../scripts/n8n/client';
import { N8nError } from '../../../scripts/n8n/session';
import { NODE_TYPES, PACKAGE } from '../../../scripts/names';
import { readManifest } from '../../../scripts/package';
import { Problem } from '../../../scripts/problem';
import { openN8n, saveAccess, simulate } from '../canvas';
import { CommunityPackages } from '../communityPackages';
import type { Part, Stage } from '../part';
import { serveRegistry, type Registry } from '../registry';
import { runIndexing } from '../savedWorkflows';

/** As n8n 3.0 has it when nothing is set. */
const SWITCHED_OFF = { N8N_UNVERIFIED_PACKAGES_ENABLED: 'false' };

/** n8n installs what a variable lists, with its checksum. */
const listing = (...packages: Array<{ name: string; version: string; checksum?: string }>) => ({
	...SWITCHED_OFF,
	N8N_COMMUNITY_PACKAGES_MANAGED_BY_ENV: 'true',
	N8N_COMMUNITY_PACKAGES: JSON.stringify(packages),
});

/** A checksum of npm's form, of no package of ours. */
const OTHER_CHECKSUM = `sha512-${Buffer.alloc(64).toString('base64')}`;

/** The way into an n8n that refuses unverified packages, and what that n8n does without it. */
export const installByChecksum: Part = {
	name: 'Install like 3.0',
	needs: [],
	withinMinutes: 10,
	async run(stage) {
		const registry = await serveRegistry(stage, [stage.tarball]);
		const { version } = await readManifest(stage.repository);
		const [checksum] = registry.integrities;
		const pinned = { name: PACKAGE, version };
		const withN8n = n8nIn(stage, registry);

		await checkRefusals(stage, registry, { withN8n, pinned });
		await checkInstalling(stage, { withN8n, pinned: { ...pinned, checksum } });
		await checkInstalled(stage, withN8n);
	},
};

interface Opened {
	client: N8nClient;
	/** What n8n has written since this start. */
	log: string;
}

type WithN8n = (env: NodeJS.ProcessEnv, work: (opened: Opened) => Promise<void>) => Promise<void>;

interface Pinned {
	name: string;
	version: string;
	checksum?: string;
}

/** Starts n8n in one user folder again and again, and ends it after some work. */
function n8nIn(stage: Stage, { env: registryEnv }: Registry): WithN8n {
	const userFolder = join(stage.folder, 'user');
	return async (env, work) => {
		const { n8n, client } = await openN8n(stage, userFolder, { ...registryEnv, ...env });
		await work({ client, log: await readFile(n8n.log, 'utf8') });
		await n8n.stop();
	};
}

async function checkRefusals(
	{ check, folder }: Stage,
	{ downloads }: Registry,
	{ withN8n, pinned }: { withN8n: WithN8n; pinned: Pinned },
): Promise<void> {
	const isNowhere = async (client: N8nClient) => {
		assert.deepEqual(await ourTypes(client), []);
		assert.deepEqual(downloads, []);
		await assert.rejects(access(join(folder, 'user', '.n8n', 'nodes', 'node_modules', PACKAGE)));
	};
	await check('without a checksum, n8n does not start, and names the package', async () => {
		await assert.rejects(
			withN8n(listing(pinned), async () => {}),
			(problem: Problem) =>
				problem.advice.includes(
					`no checksum available for '${PACKAGE}@${pinned.version}' and unverified packages are disabled`,
				),
		);
	});
	await check('with a wrong checksum, n8n starts without it, and its log says so', async () => {
		await withN8n(listing({ ...pinned, checksum: OTHER_CHECKSUM }), async ({ client, log }) => {
			const ref = `'${PACKAGE}@${pinned.version}'`;
			assert.ok(log.includes(`Failed to install community package ${ref} from env`), log);
			assert.match(log, /Failed to verify package checksum|Checksum verification failed/);
			await isNowhere(client);
		});
	});
	await check('the page Community nodes installs no unverified package', async () => {
		await withN8n(SWITCHED_OFF, async ({ client }) => {
			await assert.rejects(
				new CommunityPackages(client).install(pinned.version),
				(error: N8nError) =>
					/Installation of unverified community packages is forbidden/.test(error.message),
			);
			await isNowhere(client);
		});
	});
}

async function checkInstalling(
	stage: Stage,
	{ withN8n, pinned }: { withN8n: WithN8n; pinned: Pinned },
): Promise<void> {
	const simulator = await simulate(stage, { demo: true });
	await withN8n(listing(pinned), async ({ client }) => {
		await stage.check('with the checksum, n8n installs it at its start', async () => {
			assert.deepEqual(await ourTypes(client), [...NODE_TYPES].sort());
			const [installed] = await new CommunityPackages(client).list();
			assert.equal(installed.installedVersion, pinned.version);
			assert.equal(installed.failedLoading, false);
		});
		await stage.check('a workflow with its nodes runs', async () => {
			await runIndexing(stage, client, await saveAccess(client, simulator));
		});
		await stage.check(
			'the page Community nodes cannot change what the variable lists',
			async () => {
				await assert.rejects(new CommunityPackages(client).uninstall(), (error: N8nError) =>
					/managed via environment variables/.test(error.message),
				);
			},
		);
	});
}

/**
 * n8n 2.41.1 asks the switch when it installs, not when it loads. n8n 3.0 is announced to ask it then, too: whoever changes
 * the n8n of these tests learns of that here.
 */
async function checkInstalled({ check }: Stage, withN8n: WithN8n): Promise<void> {
	await check(
		'an installed package is still loaded when nothing but the switch is set',
		async () => {
			await withN8n(SWITCHED_OFF, async ({ client }) => {
				assert.deepEqual(await ourTypes(client), [...NODE_TYPES].sort());
			});
		},
	);
	await check('a list without it removes it', async () => {
		await withN8n(listing(), async ({ client, log }) => {
			assert.match(log, new RegExp(`Removed community package '${PACKAGE}'`));
			assert.deepEqual(await ourTypes(client), []);
		});
	});
}

const ourTypes = async (client: N8nClient): Promise<string[]> =>
	(await client.nodeTypes())
		.map(({ name }) => name)
		.filter((name) => NODE_TYPES.includes(name))
		.sort();
