import assert from 'node:assert/strict';

import axios from 'axios';
import type { IDataObject } from 'n8n-workflow';

import { outputOf } from '../../../scripts/n8n/executions';
import type { Execution, WorkflowDraft } from '../../../scripts/n8n/clientTypes';
import type { Simulator } from '../../../simulator/server';
import { openCanvas, type Canvas } from '../canvas';
import { checkVectorStoreExamples } from '../examples/vectorStore';
import type { Part, Stage } from '../part';
import { startPgvector } from '../pgvector';
import { EMBEDDINGS, inserting, searching, STORE, type StoreType } from '../vectorStore';
import { itemsNode, START } from '../workflows';

const WITHIN_MS = 90_000;

const CLIPS = 200;
const SECONDS_PER_CLIP = 6;

/** One scene is about it, and no other one. */
const WANTED = 137;
const QUERY = 'lighthouse in a storm';

const THINGS = ['bridge', 'kitchen', 'forest', 'concert', 'market', 'harbor', 'desert', 'library'];

/** What each clip of the video shows. */
const scenes = Array.from({ length: CLIPS }, (_, at) =>
	at === WANTED ? 'a lighthouse in a storm' : `${THINGS[at % THINGS.length]} of the day ${at}`,
);

interface Clip extends IDataObject {
	embedding: number[];
	start_sec: number;
}

const IN_MEMORY: StoreType = {
	type: '@n8n/n8n-nodes-langchain.vectorStoreInMemory',
	typeVersion: 1.3,
	parameters: { memoryKey: { __rl: true, mode: 'id', value: 'clips' } },
};

export const vectorStores: Part[] = [
	{
		name: 'Vector store in memory',
		needs: [],
		withinMinutes: 4,
		async run(stage) {
			await checkStore(stage, await openCanvas(stage), IN_MEMORY);
		},
	},
	{
		name: 'Vector store in PostgreSQL',
		needs: [],
		withinMinutes: 4,
		async run(stage) {
			const canvas = await openCanvas(stage);
			const access = await startPgvector(stage);
			const { id, name } = await canvas.client.saveCredential('PostgreSQL', 'postgres', access);
			const store: StoreType = {
				type: '@n8n/n8n-nodes-langchain.vectorStorePGVector',
				typeVersion: 1.3,
				parameters: { tableName: 'clips' },
				credentials: { postgres: { id, name } },
			};
			await checkStore(stage, canvas, store);
			await checkVectorStoreExamples(stage, canvas, store);
		},
	},
];

/** Vectors of a video go into the store as they are, and are found by words. */
async function checkStore(
	stage: Stage,
	{ simulator, client, credential }: Canvas,
	store: StoreType,
): Promise<void> {
	const execute = async (draft: WorkflowDraft) => {
		const { id } = await client.createWorkflow(draft);
		const begun = Date.now();
		const execution = await client.finished(await client.run(id, START.name), WITHIN_MS);
		return { execution, ms: Date.now() - begun };
	};
	const clips = await clipsOfVideo(simulator);
	const sent = () => simulator.requests.filter(({ path }) => path === '/embed-v2').length;
	const before = sent();

	// Two clips in turn have the same text: each has to get its own vector all the same.
	const text = '={{ "Minute " + Math.floor($json.start_sec / 12) }}';
	const inserted = await execute(
		inserting(store, itemsNode(clips), {
			credential,
			text,
			embeddings: { documentVectors: 'readyVectors', text, vector: '={{ $json.embedding }}' },
			metadata: { start: '={{ $json.start_sec }}' },
		}),
	);
	await stage.check(
		`${CLIPS} vectors of a video go into the store, none is made anew`,
		async () => {
			assert.equal(inserted.execution.status, 'success', problemOf(inserted.execution));
			assert.equal(outputOf(inserted.execution, STORE).length, CLIPS);
			assert.equal(sent(), before);
		},
	);

	const found = await execute(searching(store, { credential, query: QUERY }));
	await stage.check('a search by words finds the clip that shows them first', async () => {
		assert.equal(found.execution.status, 'success', problemOf(found.execution));
		const [first, second] = outputOf(found.execution, STORE).map(({ json }) => json);
		const { metadata } = first.document as { metadata: IDataObject };
		assert.equal(Number(metadata.start), WANTED * SECONDS_PER_CLIP);
		assert.notEqual(first.score, second.score);
		assert.equal(sent(), before + 1);
	});

	const texts = ['Rain in the valley', 'A train arrives', 'The lighthouse keeper waves'];
	const embedded = await execute(
		inserting(store, itemsNode(texts.map((note) => ({ note }))), {
			credential,
			text: '={{ $json.note }}',
			embeddings: {},
			metadata: {},
		}),
	);
	await stage.check('texts go into the same store, each embedded by one request', async () => {
		assert.equal(embedded.execution.status, 'success', problemOf(embedded.execution));
		assert.equal(sent(), before + 1 + texts.length);
	});
	const text2 = await execute(searching(store, { credential, query: 'the train that arrives' }));
	await stage.check('and are found, too', async () => {
		const [{ json }] = outputOf(text2.execution, STORE);
		assert.equal((json.document as IDataObject).pageContent, texts[1]);
	});

	const wrong = await execute(
		inserting(store, itemsNode(clips.slice(0, 3)), {
			credential,
			text: '={{ "Other words " + $json.start_sec }}',
			embeddings: { documentVectors: 'readyVectors', text, vector: '={{ $json.embedding }}' },
			metadata: {},
		}),
	);
	await stage.check(
		'of a document without a vector n8n shows the sub-node and what to do',
		async () => {
			assert.equal(wrong.execution.status, 'error');
			const { error } = wrong.execution.data.resultData;
			assert.match(String(error?.message), /^Ready Vectors: no item has the text "Other words 0"/);
			assert.match(String(error?.description), /Default Data Loader/);
			assert.equal((error as { node?: { name: string } }).node?.name, EMBEDDINGS);
			assert.ok(wrong.execution.data.resultData.runData[EMBEDDINGS].at(-1)?.error);
		},
	);
	stage.report(`${CLIPS} vectors in ${inserted.ms} ms, found in ${found.ms} ms`);
}

/** The vectors of a video as TwelveLabs gives them, in time. */
async function clipsOfVideo({ world, url, apiKey }: Simulator): Promise<Clip[]> {
	const duration = CLIPS * SECONDS_PER_CLIP;
	const { id: asset_id } = world.addAsset({
		filename: 'day.mp4',
		status: 'ready',
		media: { duration },
		scenes,
	});
	const http = axios.create({ baseURL: url, headers: { 'x-api-key': apiKey }, proxy: false });
	const { data: task } = await http.post<{ _id: string }>('/embed-v2/tasks', {
		model_name: 'marengo3.0',
		input_type: 'video',
		video: {
			media_source: { asset_id },
			embedding_option: ['visual'],
			embedding_scope: ['clip'],
			segmentation: { strategy: 'fixed', fixed: { duration_sec: SECONDS_PER_CLIP } },
		},
	});
	world.embeddingTasks.finish(task._id);
	const { data } = await http.get<{ data: Clip[] }>(`/embed-v2/tasks/${task._id}`);
	return data.data.sort((a, b) => a.start_sec - b.start_sec);
}

const problemOf = ({ data }: Execution): string =>
	`${data.resultData.error?.message}\n${data.resultData.error?.description}`;
