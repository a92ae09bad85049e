import assert from 'node:assert/strict';

import { NODE_TYPES } from '../../scripts/names';
import type { N8nClient } from '../../scripts/n8n/client';
import { CommunityPackages, type FreshN8n } from './communityPackages';
import type { Stage } from './part';
import { ITEMS, itemsNode, leadsTo, START } from './workflows';
import { runSaved, type Saved } from './savedWorkflows';

const WITHIN_MS = 60_000;

/** Away with the package: n8n and all else live on, and what was saved works when the package comes back. */
export async function checkUninstalling(
	stage: Stage,
	{ packages, restart, ...fresh }: FreshN8n,
	{ indexing }: Saved,
	version: string,
): Promise<void> {
	let { client } = fresh;
	const { nodes } = await client.workflow(indexing);

	await stage.check('uninstalled, its nodes are gone, and other workflows run', async () => {
		await packages.uninstall();
		assert.deepEqual(await packages.list(), []);
		assert.deepEqual(await ourTypes(client), []);
		await othersRun(client);
	});
	await stage.check('a saved workflow with its nodes opens, and says what is missing', async () => {
		assert.deepEqual((await client.workflow(indexing)).nodes, nodes);
		await assert.rejects(runSaved(client, indexing), /Unrecognized node type|not.*installed/i);
	});
	await stage.check('n8n starts again without it, though its trigger was active', async () => {
		client = await restart();
		assert.deepEqual(await ourTypes(client), []);
		await othersRun(client);
	});
	await stage.check('installed again, the saved workflow runs as before', async () => {
		await new CommunityPackages(client).install(version);
		const execution = await runSaved(client, indexing);
		assert.equal(execution.status, 'success', execution.data.resultData.error?.message);
	});
}

const ourTypes = async (client: N8nClient): Promise<string[]> =>
	(await client.nodeTypes()).map(({ name }) => name).filter((name) => NODE_TYPES.includes(name));

async function othersRun(client: N8nClient): Promise<void> {
	const { id } = await client.createWorkflow({
		name: 'Others',
		nodes: [START, itemsNode([{ n: 1 }])],
		connections: { [START.name]: leadsTo(ITEMS) },
	});
	const { status } = await client.finished(await client.run(id, START.name), WITHIN_MS);
	assert.equal(status, 'success');
}
