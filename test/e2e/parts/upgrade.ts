import assert from 'node:assert/strict';

import {
	DEMO_SUBJECT,
	EXAMPLE,
	POLL_SECONDS,
	readExample,
	WATCH_EXAMPLE,
	watching,
	withCredential,
	withSubject,
} from '../../../scripts/example';
import type { N8nClient } from '../../../scripts/n8n/client';
import { outputOf } from '../../../scripts/n8n/executions';
import { NODE_TYPE } from '../../../scripts/names';
import { readManifest } from '../../../scripts/package';
import { emittedBy } from '../../../scripts/watchExample';
import { DEMO } from '../../../simulator/demo';
import type { Simulator } from '../../../simulator/server';
import { saveAccess } from '../canvas';
import { openFreshN8n, type FreshN8n } from '../communityPackages';
import type { Part, Stage } from '../part';
import { packPrevious, PREVIOUS_ALIAS, PREVIOUS_VERSION } from '../previousVersion';
import { runSaved, type Saved } from '../savedWorkflows';
import { until } from '../until';
import { checkUninstalling } from '../uninstalling';

const WITHIN_MS = 120_000;

/** With an active trigger and saved workflows to a newer version, and then away: n8n and its workflows live on. */
export const upgrade: Part = {
	name: 'Upgrade and uninstall',
	needs: [],
	withinMinutes: 8,
	async run(stage) {
		const fresh = await openFreshN8n(stage, [await packPrevious(stage), stage.tarball]);
		const { version } = await readManifest(stage.repository);
		let saved: Saved | undefined;
		await stage.check('the previous version is in use, and n8n offers this one', async () => {
			await fresh.packages.install(PREVIOUS_VERSION);
			saved = await save(stage, fresh);
			const [{ updateAvailable }] = await fresh.packages.list();
			assert.equal(updateAvailable, version);
			assert.ok(await isPrevious(fresh.client));
		});
		assert.ok(saved);
		await checkUpgrade(stage, fresh, saved, version);
		await checkUninstalling(stage, fresh, saved, version);
	},
};

async function save({ repository }: Stage, { client, simulator }: FreshN8n): Promise<Saved> {
	const credential = await saveAccess(client, simulator);
	const example = withSubject(await readExample(repository, EXAMPLE.file), DEMO_SUBJECT);
	const { id: indexing } = await client.createWorkflow(withCredential(example, credential));
	const watch = await readExample(repository, WATCH_EXAMPLE.file);
	const workflow = watching(watch, DEMO_SUBJECT.indexId);
	const { id: watchId } = await client.createWorkflow(withCredential(workflow, credential));
	await client.publish(watchId);
	return { indexing, watch: watchId };
}

async function checkUpgrade(
	stage: Stage,
	{ client, simulator, packages }: FreshN8n,
	{ indexing, watch }: Saved,
	version: string,
): Promise<void> {
	const { signal } = stage;
	const emitted = async () => await emittedBy(client, watch);
	const [before, during, after] = entriesOf(simulator, 3);
	const untilEmitted = async (id: string) =>
		await until(`emitted: ${id}`, async () => (await emitted()).includes(id), {
			withinMs: WITHIN_MS,
			signal,
		});

	await stage.check('n8n upgrades it while its trigger is active', async () => {
		simulator.world.finish(before);
		await untilEmitted(before);
		const begun = Date.now();
		const upgrading = packages.upgrade(version);
		simulator.world.finish(during);
		await upgrading;
		stage.report(`upgraded in ${((Date.now() - begun) / 1_000).toFixed(1)} s`);
		const [installed] = await packages.list();
		assert.equal(installed.installedVersion, version);
		assert.equal(installed.failedLoading, false);
		assert.equal(await isPrevious(client), false);
	});

	let indexed: string | undefined;
	await stage.check('a workflow that was saved before runs as it is', async () => {
		const execution = await runSaved(client, indexing);
		assert.equal(execution.status, 'success', execution.data.resultData.error?.message);
		indexed = String(outputOf(execution, EXAMPLE.indexAsset)[0].json._id);
	});

	await stage.check('the trigger missed nothing, and emits nothing twice', async () => {
		assert.ok(indexed);
		simulator.world.finish(after);
		const expected = [before, during, after, indexed];
		for (const id of expected) await untilEmitted(id);
		const since = Date.now();
		await until('polled twice more', () => pollsSince(simulator, since) > 2, {
			withinMs: WITHIN_MS,
			signal,
		});
		assert.deepEqual((await emitted()).sort(), [...expected].sort());
	});
}

/** Entries that are being indexed until the test finishes them. */
const entriesOf = ({ world }: Simulator, count: number): string[] =>
	world
		.seedIndexedAssets(count, { indexId: DEMO.indexes.productDemos, status: 'indexing' })
		.map(({ id }) => {
			world.hold(id);
			return id;
		});

/** Polls come at the same seconds of each minute, and each makes at least one list. One may reach into the next. */
function pollsSince({ requests }: Simulator, since: number): number {
	const lists = requests.filter(
		({ operationId, at }) => operationId === 'indexes-indexedAssets.list' && at >= since,
	);
	return new Set(lists.map(({ at }) => Math.floor(at / (POLL_SECONDS * 1_000)))).size;
}

async function isPrevious(client: N8nClient): Promise<boolean> {
	const node = (await client.nodeTypes()).find(({ name }) => name === NODE_TYPE);
	assert.ok(node);
	return node.codex?.alias?.includes(PREVIOUS_ALIAS) ?? false;
}
