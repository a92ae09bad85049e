import assert from 'node:assert/strict';

import type { INode } from 'n8n-workflow';

import {
	byId,
	readExample,
	SIMILAR_SCENES_EXAMPLE,
	STORE_SCENES_EXAMPLE,
	withCredential,
	withParameters,
} from '../../../scripts/example';
import type { WorkflowDraft } from '../../../scripts/n8n/clientTypes';
import { outputOf } from '../../../scripts/n8n/executions';
import type { Stage } from '../part';
import type { StoreType } from '../vectorStore';
import { chat } from './chat';
import { ranByHand, succeeded, type Place } from './proof';

/** The examples that need PostgreSQL with pgvector. */
export const VECTOR_STORE_EXAMPLES: string[] = [
	STORE_SCENES_EXAMPLE.file,
	SIMILAR_SCENES_EXAMPLE.file,
];

const SCENES = ['a bridge at night', 'a lighthouse in a storm', 'a busy market'];
const SCENE_SECONDS = 6;
const FILENAME = 'journey.mp4';

const BEGINS_WITHIN_MS = 10_000;

/** The examples as they are imported, with the store's credential. */
export async function checkVectorStoreExamples(
	{ check, repository }: Stage,
	{ client, simulator, credential }: Place,
	store: StoreType,
): Promise<void> {
	const draftOf = async (file: string) =>
		withStore(withCredential(await readExample(repository, file), credential), store);
	const { file, chat: trigger, scenes } = SIMILAR_SCENES_EXAMPLE;
	const { id } = await client.createWorkflow(await draftOf(file));
	const question = 'lighthouse in a storm';
	const ask = async () => await chat(client, { id, trigger }, question);
	await check(`${file} says so where the store is empty`, async () => {
		assert.equal(await ask(), 'The vector store holds no scenes yet.');
	});
	const { id: assetId } = simulator.world.addAsset({
		filename: FILENAME,
		status: 'ready',
		media: { duration: SCENES.length * SCENE_SECONDS },
		scenes: SCENES,
	});
	await check(`${STORE_SCENES_EXAMPLE.file} stores each scene of a video`, async () => {
		const { getAsset, store: storeNode, trigger: start } = STORE_SCENES_EXAMPLE;
		const draft = withParameters(await draftOf(STORE_SCENES_EXAMPLE.file), getAsset, {
			assetId: byId(assetId),
		});
		const stored = outputOf(await ranByHand(client, draft, start), storeNode);
		assert.deepEqual(
			stored.map(({ json }) => json.pageContent),
			['00:00:00', '00:00:06', '00:00:12'].map((time) => `${FILENAME} at ${time}`),
		);
	});
	await check(`${file} finds them by text, the one that is meant first`, async () => {
		const seen = (await client.executions(id)).map((one) => one.id);
		assert.match(String(await ask()), /^\*\*journey\.mp4\*\* at 00:00:06\n\n/);
		const execution = await succeeded(client, await client.begun(id, seen, BEGINS_WITHIN_MS));
		const found = outputOf(execution, scenes).map(({ json }) => json);
		assert.equal(found.length, SCENES.length);
		const [{ distance, ...first }, second] = found;
		assert.deepEqual(first, {
			filename: FILENAME,
			time: '00:00:06',
			start: SCENE_SECONDS,
			end: 2 * SCENE_SECONDS,
			asset_id: assetId,
		});
		assert.ok(Number(distance) < Number(second.distance), JSON.stringify(found));
	});
}

/** Chooses the store's credential in the nodes of its type. */
const withStore = (workflow: WorkflowDraft, { type, credentials }: StoreType): WorkflowDraft => ({
	...workflow,
	nodes: workflow.nodes.map(
		(node): INode => (node.type === type ? { ...node, credentials } : node),
	),
});
