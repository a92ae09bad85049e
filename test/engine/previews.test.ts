import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { resources } from '../../nodes/TwelveLabs/resources';
import { byId, jsonOf } from './harness';
import { schemaOf } from './schemaOf';
import { useWorld } from './world';

/**
 * The previews of the output, which n8n shows before the first run: made of what each operation returns for the answers of
 * the simulator. `npm run previews` writes them anew.
 */
const WRITES = process.env.TWELVELABS_PREVIEWS === 'true';

const FOLDER = join(__dirname, '../../nodes/TwelveLabs/__schema__/v1.0.0');

// A transcription of what is ready is ready, too.
const world = useWorld({ switches: { transcriptionLagMs: 0 } });

/** One run of an operation. */
interface Run {
	parameters: INodeParameters;
	input?: INodeExecutionData[];
	/** The call whose first response is lost. */
	lost?: string;
}

/** What the account holds: of everything one that is ready, with all that can be asked for, and one that failed. */
function seed() {
	const account = world.simulator.world;
	const { id: indexId } = account.addIndex({ name: 'Product Demos', addons: ['thumbnail'] });
	const asset = () =>
		byId(
			account.addAsset({ status: 'ready', hls: true, thumbnail: true, filename: 'tour.mp4' }).id,
		);
	const ready = asset();
	const failed = byId(account.addAsset({ status: 'failed', failure: 'video_file_broken' }).id);
	const indexed = (assetId?: string, failure?: string) =>
		byId(
			account.addIndexedAsset({
				indexId,
				assetId,
				failure,
				status: failure === undefined ? 'ready' : 'failed',
				videoStream: true,
			}).id,
		);
	const face = byId(account.addAsset({ status: 'ready', filename: 'face.png' }).id);
	const described = { description: 'People on the quay' };
	const collection = () => ({
		entityCollectionId: byId(account.entities.addCollection({ name: 'Crew', ...described }).id),
	});
	const person = (assetIds = [face.value]) => {
		const { entityCollectionId } = collection();
		const { id } = account.entities.add({
			collectionId: entityCollectionId.value,
			assetIds,
			status: 'ready',
			metadata: { season: 7 },
			...described,
		});
		return { entityCollectionId, entityId: byId(id) };
	};
	return {
		...{ account, indexId: byId(indexId), asset, ready, failed, indexed },
		...{ face, collection, person },
	};
}

const METADATA = { userMetadata: { fields: [{ key: 'season', type: 'integer', numberValue: 7 }] } };

const PROMPT = { prompt: 'What is shown?' };

const SEGMENTS: INodeParameters = {
	segmentDefinitions: { definitions: [{ id: 'chapter', description: 'A part about one topic' }] },
};

const VIDEO = { data: 'bW9vdg==', mimeType: 'video/mp4', fileName: 'tour.mp4', bytes: 4 };

const searches = (parameters: INodeParameters): Run[] => [
	{ parameters },
	{ parameters: { ...parameters, options: { lookUpAsset: true, includeUserMetadata: true } } },
];

/** By resource and operation: an ordinary run, and those whose items have more fields. */
const RUNS: Record<string, (seeded: ReturnType<typeof seed>) => Run[]> = {
	'analysis/start': ({ ready }) => [
		{ parameters: { assetId: ready, ...PROMPT } },
		{ parameters: { assetId: ready, ...PROMPT, options: { waitForCompletion: true } } },
	],
	'analysis/segment': ({ ready }) => [
		{ parameters: { assetId: ready, ...SEGMENTS } },
		{ parameters: { assetId: ready, ...SEGMENTS, options: { waitForCompletion: true } } },
	],
	'analysis/analyze': ({ ready }) => [
		{ parameters: { assetId: ready, ...PROMPT } },
		{ parameters: { assetId: ready, ...PROMPT, options: { maxTokens: 3 } } },
	],
	'analysis/getAll': ({ account, ready }) => {
		analysisTasks(account, ready.value);
		return [{ parameters: { filters: { assetId: ready.value } } }];
	},
	'analysis/cancel': ({ account }) => [taskGet(account.tasks.add())],
	'analysis/delete': ({ account }) =>
		deletions('analyzeAsync-tasks.delete', () => taskGet(account.tasks.add()).parameters),
	'analysis/get': ({ account, ready }) => analysisTasks(account, ready.value).map(taskGet),
	'asset/get': ({ ready, failed }) =>
		[ready, failed].map((assetId) => ({ parameters: { assetId } })),
	'asset/getAll': () => [{ parameters: {} }],
	'asset/getTranscription': ({ ready }) => [{ parameters: { assetId: ready } }],
	'asset/update': ({ ready }) => [{ parameters: { assetId: ready, ...METADATA } }],
	'asset/upload': () => {
		const source = { mediaSource: 'url', url: 'https://example.com/videos/tour.mp4' };
		const options = { enableHls: true, enableThumbnail: true, waitForCompletion: true };
		const inChunks = { options: { uploadMethod: 'multipart' } };
		return [
			{ parameters: source },
			{ parameters: { ...source, options } },
			{ parameters: inChunks, input: [{ json: {}, binary: { data: VIDEO } }] },
		];
	},
	'asset/delete': ({ asset }) => deletions('assets.delete', () => ({ assetId: asset() })),
	'embedding/create': ({ ready }) => [
		{ parameters: { text: 'a crane' } },
		{ parameters: { inputType: 'video', mediaSource: 'asset', assetId: ready } },
	],
	'embedding/start': ({ ready }) => [
		{ parameters: { assetId: ready } },
		{ parameters: { assetId: ready, options: { waitForCompletion: true } } },
	],
	'embedding/get': ({ account }) => [taskGet(account.embeddingTasks.add({ status: 'ready' }))],
	'embedding/getAll': ({ account }) => {
		account.embeddingTasks.add({ status: 'ready' });
		account.embeddingTasks.add({ status: 'failed', failure: 'The file is broken.' });
		return [{ parameters: {} }];
	},
	'entity/get': ({ person }) => [{ parameters: person() }],
	'entity/getAll': ({ person }) => {
		const { entityCollectionId } = person();
		return [{ parameters: { entityCollectionId } }];
	},
	'entity/getAllByAsset': ({ face, person }) => {
		person();
		return [{ parameters: { assetId: face } }];
	},
	'entity/create': ({ face, person }) => {
		const { entityCollectionId } = person();
		const parameters = { entityCollectionId, assetIds: face.value, ...METADATA };
		return [
			{ parameters: { ...parameters, entityName: 'Operator B', description: 'Day shift' } },
			{
				parameters: { ...parameters, entityName: '={{ $json.name }}' },
				input: [{ json: { name: 'Operator C' } }, { json: { name: 'Operator D' } }],
			},
		];
	},
	'entity/update': ({ person }) => [{ parameters: { ...person(), ...METADATA } }],
	'entity/addAssets': ({ face, person }) => [{ parameters: { ...person(), assetIds: face.value } }],
	'entity/removeAssets': ({ asset, face, person }) => {
		const other = asset();
		return [{ parameters: { ...person([face.value, other.value]), assetIds: other.value } }];
	},
	'entity/delete': ({ person }) => deletions('entityCollections-entities.delete', () => person()),
	'entityCollection/get': ({ collection }) => [{ parameters: collection() }],
	'entityCollection/getAll': () => [{ parameters: {} }],
	'entityCollection/create': () => [
		{ parameters: { entityCollectionName: 'Signallers', description: 'People on the quay' } },
	],
	'entityCollection/update': ({ collection }) => [
		{ parameters: { ...collection(), entityCollectionName: 'Crew' } },
	],
	'entityCollection/delete': ({ collection }) =>
		deletions('entityCollections.delete', () => collection()),
	'search/text': ({ account, indexId }) => {
		account.addIndexedAsset({ indexId: indexId.value, filename: 'crane.mp4', status: 'ready' });
		return searches({ indexId, queryText: 'crane' });
	},
	'search/image': ({ indexId, indexed }) => {
		indexed();
		return searches({ indexId, mediaSource: 'url', imageUrls: 'https://example.com/logo.png' });
	},
	'index/get': ({ indexId }) => [{ parameters: { indexId } }],
	'index/getAll': () => [{ parameters: {} }],
	'index/create': () => [{ parameters: { indexName: 'Conference Talks' } }],
	'index/update': ({ indexId }) => [{ parameters: { indexId, indexName: 'Tours' } }],
	'index/delete': ({ account }) =>
		deletions('indexes.delete', () => ({ indexId: byId(account.addIndex().id) })),
	'indexedAsset/create': ({ indexId, asset }) => [
		{ parameters: { indexId, assetId: asset() } },
		{ parameters: { indexId, assetId: asset(), options: { waitForCompletion: true } } },
	],
	'indexedAsset/get': ({ indexId, indexed }) =>
		[indexed(), indexed(undefined, 'video_resolution_too_low')].map((indexedAssetId) => ({
			parameters: { indexId, indexedAssetId },
		})),
	'indexedAsset/getAll': ({ indexId, indexed }) => {
		indexed();
		indexed(undefined, 'video_resolution_too_low');
		return [{ parameters: { indexId } }];
	},
	'indexedAsset/getAllByAsset': ({ ready, indexed }) => {
		indexed(ready.value);
		return [{ parameters: { assetId: ready } }];
	},
	'indexedAsset/update': ({ indexId, indexed }) => [
		{ parameters: { indexId, indexedAssetId: indexed(), ...METADATA } },
	],
	'indexedAsset/delete': ({ indexId, indexed }) =>
		deletions('indexes-indexedAssets.delete', () => ({ indexId, indexedAssetId: indexed() })),
};

/** Of every outcome one: text, an answer that was cut off, and no answer. */
const analysisTasks = (account: ReturnType<typeof seed>['account'], assetId: string) => {
	const request = { video: { type: 'asset_id' as const, asset_id: assetId }, prompt: 'What?' };
	const cut = { data: 'Cu', finish_reason: 'length' as const, warning: 'Cut off.', usage: USAGE };
	const own = { request, customId: 'tour' };
	return [
		account.tasks.add({ ...own, status: 'ready', generated: cut }),
		account.tasks.add({ ...own, status: 'failed', failure: 'The file is broken.' }),
		account.tasks.add({
			request: { ...request, video: { type: 'url', url: 'https://example.com/videos/tour.mp4' } },
			status: 'ready',
		}),
	];
};

const USAGE = { input_tokens: 90, output_tokens: 1 };

const taskGet = ({ id }: { id: string }): Run => ({ parameters: { taskId: byId(id) } });

/** One with a response, and one whose first response is lost, which the item then says. */
const deletions = (call: string, entity: () => INodeParameters): Run[] => [
	{ parameters: entity() },
	{ parameters: entity(), lost: call },
];

const OPERATIONS = resources.flatMap(({ value: resource, operations }) =>
	operations.map((operation) => [resource, operation.value] as const),
);

async function itemsOf(resource: string, operation: string): Promise<IDataObject[]> {
	const items: IDataObject[] = [];
	for (const { parameters, input, lost } of RUNS[`${resource}/${operation}`]?.(seed()) ?? []) {
		if (lost) world.simulator.faults.add({ on: lost, when: 'after', respond: 'reset' });
		const run = await world.engine.run({
			parameters: { resource, operation, ...parameters },
			input,
			credential: world.credential,
		});
		expect(run.data.resultData.error).toBeUndefined();
		items.push(...jsonOf(run));
	}
	return items;
}

test.each(OPERATIONS)('the preview of %s %s is what it returns', async (resource, operation) => {
	const items = await itemsOf(resource, operation);
	expect(items).not.toEqual([]);
	const preview = { ...schemaOf(items), version: 1 };
	const file = join(FOLDER, resource, `${operation}.json`);
	if (WRITES) {
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, `${JSON.stringify(preview, null, '\t')}\n`);
	}
	const shown: unknown = JSON.parse(readFileSync(file, 'utf8'));
	// As text, since the order is that of the panel.
	expect(JSON.stringify(shown)).toBe(JSON.stringify(preview));
});

test('there is a preview of every operation, and of nothing else', () => {
	const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' });
	expect(files.filter((file) => file.endsWith('.json')).sort()).toEqual(
		OPERATIONS.map(([resource, operation]) => join(resource, `${operation}.json`)).sort(),
	);
});
