import { randomBytes } from 'node:crypto';

import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { inMemory, itemWith } from './files';
import { byId, errorOf, jsonOf, type RunOptions } from './harness';
import { useWorld } from './world';

/** n8n's *Retry On Fail* runs a node again with all of its items. What had worked must not be paid again. */

const CHUNK_BYTES = 1_000;

const world = useWorld({ chunkBytes: CHUNK_BYTES, durations: { processing: 200, pending: 200 } });

const MAX_TRIES = 3;
const RETRIES = { retryOnFail: true, maxTries: MAX_TRIES, waitBetweenTries: 1 };

const account = () => world.simulator.world;

const CHUNKS = 10;
const bytes = randomBytes(CHUNKS * CHUNK_BYTES);

/** An operation that creates something, or is paid for. */
interface Case {
	/** The call that does so. */
	creates: string;
	resource: string;
	operation: string;
	parameters(): INodeParameters;
	/** Of the output items. */
	id: string;
	/** IDs of what there is. */
	created(): string[];
	input?: RunOptions['input'];
}

const analysis = (operation: string): Case => ({
	operation,
	creates: 'analyzeAsync-tasks.create',
	resource: 'analysis',
	parameters: () => ({ assetId: byId(video().id), prompt: 'What about the hook?' }),
	id: 'task_id',
	created: () => [...account().tasks.all.keys()],
	...(operation === 'segment' && {
		parameters: () => ({
			assetId: byId(video().id),
			segmentMode: 'json',
			segmentDefinitionsJson: JSON.stringify([{ id: 'lift', description: 'A lift' }]),
		}),
	}),
});

const upload = {
	creates: 'assets.create',
	resource: 'asset',
	operation: 'upload',
	id: '_id',
	created: () => [...account().assets.keys()],
};

const CASES: Record<string, Case> = {
	'Start Analysis': analysis('start'),
	'Segment Video': analysis('segment'),
	'Embedding: Start': {
		creates: 'embed-v2-tasks.create',
		resource: 'embedding',
		operation: 'start',
		parameters: () => ({ assetId: byId(video().id) }),
		id: 'task_id',
		created: () => [...account().embeddingTasks.all.keys()],
	},
	'Upload of a file': {
		...upload,
		parameters: () => ({}),
		input: [1, 2, 3].flatMap(() => itemWith(inMemory(bytes))),
	},
	'Upload by URL': {
		...upload,
		parameters: () => ({ mediaSource: 'url', url: 'https://example.com/talk.mp4' }),
	},
	'Upload in chunks': {
		...upload,
		creates: 'multipartUpload.create',
		parameters: () => ({ options: { uploadMethod: 'multipart' } }),
		input: [1, 2, 3].flatMap(() => itemWith(inMemory(bytes))),
	},
	'Index Asset': {
		creates: 'indexes-indexedAssets.create',
		resource: 'indexedAsset',
		operation: 'create',
		parameters: () => ({ indexId: byId(account().addIndex().id), assetId: byId(video().id) }),
		id: '_id',
		created: () =>
			[...account().indexes.keys()].flatMap((id) =>
				account()
					.indexedAssetsOf(id)
					.map((entry) => entry.id),
			),
	},
	'Index: Create': {
		creates: 'indexes.create',
		resource: 'index',
		operation: 'create',
		parameters: () => ({
			indexName: '={{ ["Talks", $json.n, $runIndex, $execution.id].join(" ") }}',
		}),
		id: '_id',
		created: () => [...account().indexes.keys()],
	},
	'Entity Collection: Create': {
		creates: 'entityCollections.create',
		resource: 'entityCollection',
		operation: 'create',
		parameters: () => ({ entityCollectionName: '={{ "Crew " + $json.n }}' }),
		id: '_id',
		created: () => [...account().entities.collections.keys()],
	},
	// Of one name, so that each is a request of its own; several as one have a suite of theirs.
	'Entity: Create': {
		creates: 'entityCollections-entities.create',
		resource: 'entity',
		operation: 'create',
		parameters: () => ({
			entityCollectionId: byId(account().entities.addCollection().id),
			entityName: 'Operator B',
			assetIds: account().addAsset({ status: 'ready', filename: 'face.png' }).id,
		}),
		id: '_id',
		created: () => [...account().entities.all.keys()],
	},
};

const video = () =>
	account().addAsset({ status: 'ready', media: { duration: 60 }, spoken: ['Lower the hook.'] });

const asked = (operationId: string) =>
	world.simulator.requests.filter((request) => request.operationId === operationId);

/** Three items that ask for the same. */
const ITEMS = [1, 2, 3].map((n) => ({ json: { n } }));

function runOf(
	{ resource, operation, parameters, input = ITEMS }: Case,
	{ parameters: other, ...more }: Partial<RunOptions> = {},
) {
	const given = { resource, ...parameters(), ...other };
	return world.run(operation, given, { input, settings: RETRIES, ...more });
}

const refuseOnce = (on: string) =>
	world.simulator.faults.add({
		on,
		respond: { status: 400, body: { code: 'no', message: 'No.' } },
	});

beforeEach(() => {
	account().tasks.all.clear();
	account().indexes.clear();
});

/** The same IDs for every try of a run. */
const fixed = (tested: Case): Case => {
	const parameters = tested.parameters();
	return { ...tested, parameters: () => parameters };
};

describe.each(Object.entries(CASES))('%s', (_name, described) => {
	let tested = described;
	let before = new Set<string>();
	beforeEach(() => {
		tested = fixed(described);
		before = new Set(tested.created());
	});
	const created = () => tested.created().filter((id) => !before.has(id));

	test.each([undefined, 'continueErrorOutput', 'continueRegularOutput'] as const)(
		'is done once for each item, though the first was refused, with On Error %s',
		async (onError) => {
			refuseOnce(tested.creates);
			const run = await runOf(tested, { onError });
			const ids = jsonOf(run).map((json) => json[tested.id]);
			expect(created()).toHaveLength(ITEMS.length);
			expect(new Set(ids)).toEqual(new Set(created()));
			expect(asked(tested.creates)).toHaveLength(ITEMS.length + 1);
		},
	);

	test('is done again in the next round of a loop, and by another run', async () => {
		const run = await runOf(tested, { rounds: 2 });
		const other = await runOf(tested, { executionId: '2' });
		const items = [jsonOf(run), jsonOf(run, 0, 1), jsonOf(other)].flat();
		expect(new Set(items.map((json) => json[tested.id]))).toEqual(new Set(created()));
		expect(created()).toHaveLength(3 * ITEMS.length);
	});

	test('is not asked for a second time where its outcome stays unclear', async () => {
		if (tested.creates === 'multipartUpload.create') return;
		// What could prove something is not reached.
		world.simulator.faults.add({
			on: ({ method }) => method === 'GET',
			respond: { status: 400 },
			times: Infinity,
		});
		world.simulator.faults.add({ on: tested.creates, respond: 'reset', when: 'after' });
		const run = await runOf(tested, { input: tested.input?.slice(0, 1) ?? ITEMS.slice(0, 1) });
		expect(errorOf(run).description).toMatch(/may have been \w+ all the same/);
		expect(asked(tested.creates)).toHaveLength(1);
		expect(created()).toHaveLength(1);
	});
});

describe('a task', () => {
	const start = CASES['Start Analysis'];
	const [item] = ITEMS;
	const { creates } = start;
	const tasks = () => [...account().tasks.all.values()];
	const run = (parameters: INodeParameters = {}) =>
		runOf(fixed(start), { input: [item], parameters });

	test('of an unclear request is found by the next try', async () => {
		world.simulator.faults.add({ on: creates, respond: 'reset', when: 'after' });
		world.simulator.faults.add({ on: 'analyzeAsync-tasks.list', respond: { status: 400 } });
		expect(jsonOf(await run())).toMatchObject([{ task_id: tasks()[0].id }]);
		expect(asked(creates)).toHaveLength(1);
	});

	test('that was certainly not started is started by the next try, under the same custom ID', async () => {
		world.simulator.faults.add({ on: creates, respond: 'reset' });
		world.simulator.faults.add({ on: 'analyzeAsync-tasks.list', respond: { status: 400 } });
		expect(jsonOf(await run())).toMatchObject([{ task_id: tasks()[0].id }]);
		const ids = asked(creates).map(({ body }) => (body as IDataObject).custom_id);
		expect(ids).toEqual([tasks()[0].customId, tasks()[0].customId]);
	});

	test('of a custom ID of the user stays unclear', async () => {
		world.simulator.faults.add({ on: creates, respond: 'reset', when: 'after' });
		world.simulator.faults.add({ on: 'analyzeAsync-tasks.list', respond: { status: 400 } });
		const { description } = errorOf(await run({ options: { customId: 'lift-07' } }));
		expect(description).toContain('custom_id lift-07');
		expect(asked(creates)).toHaveLength(1);
	});

	test('that is waited for is started once, also where it takes too long', async () => {
		const options = { waitForCompletion: true, maxWaitMinutes: 0 };
		expect(errorOf(await run({ options })).message).toMatch(/was still queued/);
		expect(tasks()).toHaveLength(1);
	});

	test('is another one where the next try asks for something else', async () => {
		refuseOnce(creates);
		const prompt = '={{ "Hook " + Math.random() }}';
		const result = await runOf(fixed(start), { parameters: { prompt } });
		expect(jsonOf(result)).toHaveLength(3);
		expect(asked(creates)).toHaveLength(6);
		const customIds = tasks().map(({ customId }) => customId);
		expect(new Set(customIds).size).toBe(customIds.length);
	});

	// By routing, the items before it are under way when n8n tries again.
	test('is started once for each item where the expression of a later item throws', async () => {
		world.simulator.faults.add({ on: creates, respond: { delayMs: 50 }, times: Infinity });
		const prompt = '={{ $json.n === 3 ? $("Nowhere").item : "Hook" }}';
		errorOf(await runOf(fixed(start), { parameters: { prompt } }));
		await new Promise((resolve) => setTimeout(resolve, 300));
		expect(asked(creates)).toHaveLength(2);
	});
});

describe('Analyze Video', () => {
	const creates = 'root.analyze';
	const analyze = { ...analysis('analyze'), creates };

	test('is paid once for each item', async () => {
		refuseOnce(creates);
		const prompt = '={{ "Hook " + $json.n }}';
		const run = await runOf(fixed(analyze), { parameters: { prompt } });
		expect(jsonOf(run).map(({ text }) => /Hook \d/.exec(String(text))?.[0])).toEqual([
			'Hook 1',
			'Hook 2',
			'Hook 3',
		]);
		expect(asked(creates)).toHaveLength(4);
	});

	test('of a lost answer stays unclear', async () => {
		world.simulator.faults.add({ on: creates, respond: 'reset', when: 'after' });
		const error = errorOf(await runOf(fixed(analyze), { input: ITEMS.slice(0, 1) }));
		expect(error.description).toContain('may have analyzed the video all the same');
		expect(asked(creates)).toHaveLength(1);
	});

	test('is paid again by the next run, and by each round of a loop', async () => {
		await runOf(fixed(analyze), { rounds: 2 });
		expect(asked(creates)).toHaveLength(6);
	});
});

describe('what ended as failed', () => {
	/** Fails the first one that the run has created, when it is read for the first time. */
	const failFirst = (on: string, created: () => string[]) =>
		world.simulator.faults.add({
			on: ({ operationId }) => {
				if (operationId !== on) return false;
				account().fail(created()[0], 'The file is broken.');
				return true;
			},
			respond: { delayMs: 0 },
		});

	test.each([
		['Upload of a file', 'assets.retrieve'],
		['Upload by URL', 'assets.retrieve'],
		['Upload in chunks', 'assets.retrieve'],
		['Index Asset', 'indexes-indexedAssets.retrieve'],
	])('of %s is made anew by the next try, and nothing else is', async (name, read) => {
		const tested = fixed(CASES[name]);
		const before = new Set(tested.created());
		const created = () => tested.created().filter((id) => !before.has(id));
		failFirst(read, created);
		const { options = {} } = tested.parameters() as { options?: INodeParameters };
		const run = await runOf(tested, {
			parameters: { options: { ...options, waitForCompletion: true } },
		});
		const ids = jsonOf(run).map((json) => json[tested.id]);
		expect(created()).toHaveLength(ITEMS.length + 1);
		expect(new Set(ids)).toEqual(new Set(created().slice(1)));
		expect(asked(tested.creates)).toHaveLength(ITEMS.length + 1);
	});

	test('is tried as often as n8n tries the node, and then reported', async () => {
		const index = account().addIndex();
		const asset = account().addAsset({
			filename: 'simulate-indexing-failure.mp4',
			status: 'ready',
		});
		const run = await runOf(CASES['Index Asset'], {
			input: ITEMS.slice(0, 1),
			parameters: {
				indexId: byId(index.id),
				assetId: byId(asset.id),
				options: { waitForCompletion: true },
			},
		});
		const entries = account().indexedAssetsOf(index.id);
		expect(entries).toHaveLength(MAX_TRIES);
		expect(errorOf(run).description).toContain(entries[MAX_TRIES - 1].id);
	});

	test('is indexed anew where Skip if Already Indexed has seen it, and what runs is not', async () => {
		const index = account().addIndex();
		const assets = [video(), video(), video()];
		const entries = () => account().indexedAssetsOf(index.id);
		// The last item is refused, when the entry of the first one has ended.
		world.simulator.faults.add({
			on: ({ operationId }) => {
				const isLast = operationId === CASES['Index Asset'].creates && entries().length === 2;
				if (isLast) account().fail(entries()[0].id, 'The file is broken.');
				return isLast;
			},
			respond: { status: 400, body: { code: 'no', message: 'No.' } },
		});
		const run = await runOf(CASES['Index Asset'], {
			input: assets.map(({ id }) => ({ json: { id } })),
			parameters: {
				indexId: byId(index.id),
				assetId: byId('={{ $json.id }}'),
				options: { skipIfIndexed: true },
			},
		});
		const [failed, ...others] = entries().map(({ id }) => id);
		expect(jsonOf(run).map(({ _id }) => _id)).not.toContain(failed);
		expect(new Set(jsonOf(run).map(({ _id }) => _id))).toEqual(new Set(others));
		expect(others).toHaveLength(3);
	});

	test('is not made anew where it is an analysis: that may have been paid', async () => {
		const start = CASES['Start Analysis'];
		const asset = account().addAsset({
			filename: 'simulate-analysis-failure.mp4',
			status: 'ready',
			media: { duration: 60 },
		});
		const run = await runOf(start, {
			input: ITEMS.slice(0, 1),
			parameters: { assetId: byId(asset.id), options: { waitForCompletion: true } },
		});
		expect(errorOf(run).message).toContain('could not analyze the video');
		expect(asked(start.creates)).toHaveLength(1);
	});
});

test('an upload in chunks that was broken off goes on with what has arrived', async () => {
	const upload = CASES['Upload in chunks'];
	const { storage } = world.simulator;
	storage.requests.length = 0;
	// An address that is refused three times.
	storage.faults.push({ chunk: 9, respond: 403, times: 3 });
	const [json] = jsonOf(await runOf(upload, { input: upload.input?.slice(0, 1) }));
	expect(asked(upload.creates)).toHaveLength(1);
	const again = storage.requests.filter(({ chunk }) => chunk === 9);
	expect(again).toHaveLength(4);
	expect(storage.requests).toHaveLength(CHUNKS + 3);
	expect(json._id).toEqual(upload.created().at(-1));
});

describe('as a tool of an MCP Server Trigger, or of an older AI Agent,', () => {
	const start = CASES['Start Analysis'];
	const { creates } = start;
	const tool = (settings = RETRIES) =>
		world.engine.toolOf({
			parameters: { resource: start.resource, operation: start.operation, ...start.parameters() },
			settings,
			credential: world.credential,
		});

	test('each call is one of its own, also with the same arguments', async () => {
		const call = tool();
		const answers = [await call({ n: 1 }), await call({ n: 1 })];
		expect(new Set(answers).size).toBe(2);
		expect(asked(creates)).toHaveLength(2);
	});

	test('a call that stays unclear is not asked for a second time', async () => {
		world.simulator.faults.add({ on: creates, respond: 'reset', when: 'after' });
		world.simulator.faults.add({
			on: 'analyzeAsync-tasks.list',
			respond: { status: 400 },
			times: Infinity,
		});
		await expect(tool()({ n: 1 })).rejects.toThrow('may have been started all the same');
		expect(asked(creates)).toHaveLength(1);
	});
});

test('without Retry On Fail nothing is kept', async () => {
	const start = fixed(CASES['Start Analysis']);
	refuseOnce(start.creates);
	errorOf(await runOf(start, { settings: {} }));
	expect(asked(start.creates)).toHaveLength(ITEMS.length);
});
