import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';

import {
	NodeHelpers,
	Workflow,
	type INode,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyOptions,
	type INodeType,
	type INodeTypeDescription,
	type INodeTypes,
} from 'n8n-workflow';

import { Engine } from './harness';

const ROOT = resolve(__dirname, '../..');

let engine: Engine;
beforeAll(async () => {
	engine = await Engine.load();
});

const properties = (): INodeProperties[] => engine.node.description.properties;
const named = (name: string) => properties().filter((property) => property.name === name);
const operations = () =>
	named('operation').flatMap(({ options, displayOptions }) =>
		(options as INodePropertyOptions[]).map((operation) => ({
			resource: String(displayOptions?.show?.resource?.[0]),
			operation,
		})),
	);

const preview = (resource: string, operation: string) =>
	resolve(__dirname, `../../dist/nodes/TwelveLabs/__schema__/v1.0.0/${resource}/${operation}.json`);

test('n8n finds the node, the credential, their icons and the codex in the built package', () => {
	const { nodes, credentials } = engine.loader.types;
	expect(nodes.map(({ name }) => name)).toEqual([
		'embeddingsTwelveLabs',
		'twelveLabs',
		'twelveLabsTrigger',
	]);
	expect(credentials.map(({ name }) => name)).toEqual(['twelveLabsApi']);
	for (const { iconUrl } of [...nodes, ...credentials]) {
		expect(iconUrl).toEqual({
			light: 'icons/n8n-nodes-twelvelabs/dist/icons/twelvelabs.svg',
			dark: 'icons/n8n-nodes-twelvelabs/dist/icons/twelvelabs.dark.svg',
		});
	}
	const [{ codex: codexOfSubNode }, ...roots] = nodes;
	// The list that opens at the input Embedding of a vector store has what is in this subcategory.
	expect(codexOfSubNode).toMatchObject({
		categories: ['AI'],
		subcategories: { AI: ['Embeddings'] },
		alias: expect.arrayContaining(['Video']),
	});
	for (const { codex } of roots) {
		// n8n documents no category AI. With it, the search of the node panel finds a root node of AI only; and a node with
		// a subcategory of it loses its actions in the panel, or brings a Chat Trigger along.
		expect(codex).not.toHaveProperty('subcategories');
		expect(codex).toMatchObject({
			categories: ['Marketing & Content', 'Analytics'],
			alias: expect.arrayContaining(['Video']),
			resources: { primaryDocumentation: [expect.anything()] },
		});
	}
});

test('the node is declarative: it has no execute, and every operation sends through the transport', () => {
	const { type } = engine.loader.getNode('twelveLabs');
	expect(type).not.toHaveProperty('execute');
	for (const { operation } of operations()) {
		expect(operation.routing?.request).toEqual({
			method: expect.any(String),
			url: expect.stringMatching(/^\/[a-z\d{}_/-]+$/i),
		});
		expect(operation.routing?.operations?.pagination).toBeInstanceOf(Function);
	}
	for (const property of named('operation')) expect(property.routing?.send?.paginate).toBe(true);
});

test('the names that workflows store are those that were promised', () => {
	expect(operations().map(({ resource, operation }) => `${resource}.${operation.value}`)).toEqual([
		// The node panel shows them in this order.
		...['analyze', 'start', 'segment', 'get', 'getAll', 'cancel', 'delete'].map(
			(operation) => `analysis.${operation}`,
		),
		...['get', 'getAll', 'getTranscription', 'update', 'upload', 'delete'].map(
			(operation) => `asset.${operation}`,
		),
		...['create', 'start', 'get', 'getAll'].map((operation) => `embedding.${operation}`),
		...[
			...['get', 'getAll', 'getAllByAsset', 'create', 'update', 'addAssets', 'removeAssets'],
			'delete',
		].map((operation) => `entity.${operation}`),
		...['entityCollection', 'index'].flatMap((resource) =>
			['get', 'getAll', 'create', 'update', 'delete'].map(
				(operation) => `${resource}.${operation}`,
			),
		),
		...['create', 'get', 'getAll', 'getAllByAsset', 'update', 'delete'].map(
			(operation) => `indexedAsset.${operation}`,
		),
		...['text', 'image'].map((operation) => `search.${operation}`),
	]);
	expect(named('resource')[0].default).toBe('indexedAsset');
	expect(new Set(properties().map(({ name }) => name))).toEqual(
		new Set([
			...['resource', 'operation', 'indexId', 'assetId', 'indexedAssetId', 'enableVideoStream'],
			...[
				'indexName',
				'modelOptions',
				'updateMode',
				'transcriptFormat',
				'mediaSource',
				'videoSource',
				'binaryPropertyName',
				'url',
				...['prompt', 'answerAs', 'jsonSchema', 'taskId'],
				...['segmentMode', 'segmentDefinitions', 'segmentDefinitionsJson'],
				...['inputType', 'text', 'mediaType'],
				'imageUrls',
				'queryText',
				'searchOptions',
				...['entityCollectionId', 'entityCollectionName', 'entityId', 'entityName'],
				...['assetIds', 'description'],
			],
			...['metadataMode', 'userMetadata', 'userMetadataJson', 'returnAll', 'limit', 'filters'],
			...['output', 'fields', 'sort', 'options', 'requestOptions'],
		]),
	);
	const defaults = ['metadataMode', 'limit', 'enableVideoStream', 'returnAll', 'output'].map(
		(name) => named(name)[0].default,
	);
	expect(defaults).toEqual(['fields', 50, false, false, 'simplified']);
});

test('what operations share stands in the node once, as far as the conditions of n8n can say where it is shown', () => {
	const top = properties().map(({ name }) => name);
	for (const collection of ['filters', 'sort', 'options']) {
		expect(top.filter((name) => name === collection)).toHaveLength(1);
	}
	const times = new Map(top.map((name) => [name, top.filter((one) => one === name).length]));
	times.delete('operation');
	// Assets: three sets of operations, and the three that take a file from elsewhere, too, each with its own condition.
	expect(Math.max(...times.values())).toBeLessThanOrEqual(6);
});

/** What the editor offers in a collection; n8n drops the rest when it loads a workflow. */
function offered(collection: string, parameters: INodeParameters): string[] {
	const [{ options = [] }] = named(collection);
	const root = { ...parameters };
	const values = (parameters[collection] ?? {}) as INodeParameters;
	return (options as INodeProperties[])
		.filter((field) =>
			NodeHelpers.displayParameter(values, field, null, engine.node.description, root),
		)
		.map(({ name }) => name)
		.sort();
}

test('each operation offers the options that it has, and no others', () => {
	const operationsOf = (collection: string) =>
		Object.fromEntries(
			operations().map(({ resource, operation: { value } }) => [
				`${resource} ${value}`,
				offered(collection, { resource, operation: String(value) }),
			]),
		) as Record<string, string[]>;
	expect(operationsOf('options')).toEqual({
		'analysis start': [
			...['additionalFields', 'analysisModel', 'customId', 'endTime', 'maxRateLimitWait'],
			...['maxTokens', 'startTime', 'temperature', 'waitForAsset', 'waitForCompletion'],
		],
		'analysis segment': [
			...['additionalFields', 'analysisModel', 'customId', 'endTime', 'maxRateLimitWait'],
			...[
				'maxSegmentDuration',
				'maxTokens',
				'minSegmentDuration',
				'segmentTimeFormat',
				'startTime',
			],
			...['temperature', 'waitForAsset', 'waitForCompletion'],
		],
		'analysis get': ['maxRateLimitWait', 'splitSegments', 'waitForCompletion'],
		'analysis analyze': [
			...['additionalFields', 'analysisModel', 'endTime', 'maxRateLimitWait', 'maxTokens'],
			...['startTime', 'temperature', 'waitForAsset'],
		],
		'analysis getAll': ['maxRateLimitWait'],
		'analysis cancel': ['maxRateLimitWait'],
		'analysis delete': ['maxRateLimitWait'],
		'asset get': ['maxRateLimitWait'],
		'asset getAll': ['maxRateLimitWait'],
		'asset update': ['additionalFields', 'maxRateLimitWait'],
		'asset getTranscription': ['maxRateLimitWait', 'waitForCompletion'],
		'asset upload': [
			...['additionalFields', 'enableHls', 'enableThumbnail', 'filename', 'maxRateLimitWait'],
			'waitForCompletion',
		],
		'asset delete': ['force', 'maxRateLimitWait'],
		'embedding create': [
			...['additionalFields', 'dimension', 'embeddingModel', 'maxRateLimitWait', 'waitForAsset'],
		],
		'embedding start': [
			...['additionalFields', 'dimension', 'embeddingModel', 'embeddingOptions'],
			...['embeddingScopes', 'endTime', 'maxRateLimitWait', 'segmentDuration', 'segmentation'],
			...['startTime', 'waitForAsset', 'waitForCompletion'],
		],
		'embedding get': ['maxRateLimitWait', 'waitForCompletion'],
		'embedding getAll': ['maxRateLimitWait'],
		'entity get': ['maxRateLimitWait'],
		'entity getAll': ['maxRateLimitWait'],
		'entity getAllByAsset': ['maxRateLimitWait'],
		'entity create': ['additionalFields', 'maxRateLimitWait', 'waitForCompletion'],
		'entity update': ['additionalFields', 'maxRateLimitWait'],
		'entity addAssets': ['additionalFields', 'maxRateLimitWait', 'waitForCompletion'],
		'entity removeAssets': ['additionalFields', 'maxRateLimitWait', 'waitForCompletion'],
		'entity delete': ['maxRateLimitWait'],
		'entityCollection get': ['maxRateLimitWait'],
		'entityCollection getAll': ['maxRateLimitWait'],
		'entityCollection create': ['additionalFields', 'maxRateLimitWait'],
		'entityCollection update': ['additionalFields', 'maxRateLimitWait'],
		'entityCollection delete': ['maxRateLimitWait'],
		'index get': ['maxRateLimitWait'],
		'index getAll': ['maxRateLimitWait'],
		'index create': ['additionalFields', 'indexModel', 'maxRateLimitWait', 'thumbnail'],
		'index update': ['additionalFields', 'maxRateLimitWait'],
		'index delete': ['maxRateLimitWait'],
		'indexedAsset create': [
			...['additionalFields', 'maxRateLimitWait', 'skipIfIndexed', 'waitForAsset'],
			...['waitForCompletion'],
		],
		'indexedAsset get': ['embeddingOptions', 'maxRateLimitWait', 'transcription'],
		'indexedAsset getAll': ['maxRateLimitWait'],
		'indexedAsset getAllByAsset': ['maxRateLimitWait'],
		'indexedAsset update': ['additionalFields', 'maxRateLimitWait'],
		'indexedAsset delete': ['maxRateLimitWait'],
		...Object.fromEntries(
			['text', 'image'].map((operation) => [
				`search ${operation}`,
				[
					...['additionalFields', 'groupBy', 'includeUserMetadata', 'lookUpAsset'],
					...['maxRateLimitWait', 'operator', 'transcriptionOptions'],
				],
			]),
		),
	});
	const filters = operationsOf('filters');
	expect(filters['analysis getAll']).toEqual(['analysisMode', 'assetId', 'status', 'videoUrl']);
	expect(filters['asset getAll']).toEqual(['assetIds', 'assetTypes', 'filename']);
	expect(filters['embedding getAll']).toEqual(['startedAfter', 'startedBefore', 'status']);
	expect(filters['entity getAll']).toEqual(['name', 'status']);
	expect(filters['entityCollection getAll']).toEqual(['name']);
	expect(filters['index getAll']).toEqual([
		...['createdAt', 'indexName', 'modelFamily', 'modelOptions', 'updatedAt'],
	]);
	expect(filters['indexedAsset getAll']).toHaveLength(15);
	// Two ends each of duration, width, height and size.
	expect(filters['search text']).toHaveLength(4 + 2 * 4);
	expect(filters['search image']).toEqual(filters['search text']);
	expect(Object.values(filters).filter((names) => names.length > 0)).toHaveLength(9);
});

test('Max Wait is offered once, and only where something is waited for', () => {
	const times = (options: INodeParameters) =>
		offered('options', { resource: 'indexedAsset', operation: 'create', options }).filter(
			(name) => name === 'maxWaitMinutes',
		).length;
	expect(times({})).toBe(0);
	expect(times({ waitForAsset: false, waitForCompletion: false })).toBe(0);
	for (const on of [true, '={{ $json.wait }}']) {
		expect(times({ waitForAsset: on })).toBe(1);
		expect(times({ waitForCompletion: on })).toBe(1);
		expect(times({ waitForAsset: on, waitForCompletion: false })).toBe(1);
	}
	expect(times({ waitForAsset: true, waitForCompletion: true })).toBe(1);
	expect(times({ waitForAsset: true, waitForCompletion: '={{ $json.wait }}' })).toBe(1);
});

test('the subtitle has the words of the panel', () => {
	const shown = (description: INodeTypeDescription, parameters: INodeParameters) => {
		const node = { id: 'n', name: 'n', type: 't', typeVersion: 1, position: [0, 0], parameters };
		const nodeType = { description };
		const workflow = new Workflow({
			nodes: [node as INode],
			connections: {},
			active: false,
			nodeTypes: {
				getByName: () => nodeType,
				getByNameAndVersion: () => nodeType,
				getKnownTypes: () => ({}),
			} as unknown as INodeTypes,
		});
		return workflow.expression.getSimpleParameterValue(
			node as INode,
			description.subtitle,
			'internal',
			{},
		);
	};
	const { description } = engine.node;
	expect(shown(description, { resource: 'indexedAsset', operation: 'create' })).toBe(
		'Index Asset: Indexed Asset',
	);
	expect(shown(description, { resource: 'indexedAsset', operation: 'getAll' })).toBe(
		'Get Many: Indexed Asset',
	);
	const { description: trigger } = engine.trigger;
	expect(shown(trigger, { events: ['ready', 'failed'] })).toBe('Ready, Failed: Indexed Asset');
	expect(shown(trigger, { source: 'asset', events: ['failed'] })).toBe('Failed: Asset');
	expect(shown(trigger, { source: 'analysisTask', events: ['canceled'] })).toBe(
		'Canceled: Analysis Task',
	);
	expect(shown(trigger, { source: 'embeddingTask', events: ['ready'] })).toBe(
		'Ready: Embedding Task',
	);
});

test('links lead to a page of the repository that package.json names, and n8n can append a query to them', () => {
	const root = resolve(__dirname, '../..');
	const { repository } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8'));
	const pages = `${repository.url.replace(/\.git$/, '')}/blob/HEAD/`;
	for (const { codex } of engine.loader.types.nodes) {
		const urls = Object.values(codex?.resources ?? {}).flatMap((links) =>
			links.map(({ url }) => url),
		);
		expect(urls).toHaveLength(2);
		for (const url of urls) {
			expect(url).not.toMatch(/[#?]/);
			expect(url.startsWith(pages)).toBe(true);
			expect(existsSync(resolve(root, url.slice(pages.length)))).toBe(true);
		}
	}
});

test('the sub-node gives embeddings, and has the parameters that were promised', () => {
	const { description } = engine.loader.getNode('embeddingsTwelveLabs').type as INodeType;
	expect(description).toMatchObject({ inputs: [], outputs: ['ai_embedding'] });
	expect(description).not.toHaveProperty('usableAsTool');
	expect(description.properties.map(({ name, default: initial }) => [name, initial])).toEqual([
		['embeddingModel', 'marengo3.0'],
		['documentVectors', 'embedText'],
		['text', ''],
		['vector', '={{ $json.embedding }}'],
		['options', {}],
	]);
});

test('the trigger polls, and has the parameters that were promised', () => {
	const { description } = engine.trigger;
	expect(description).toMatchObject({ polling: true, group: ['trigger'], inputs: [] });
	expect(description).not.toHaveProperty('usableAsTool');
	expect(description.properties.map(({ name, default: initial }) => [name, initial])).toEqual([
		['pollTimes', expect.anything()],
		['source', 'indexedAsset'],
		['indexId', { mode: 'list', value: '' }],
		['events', ['ready', 'failed']],
		['simplify', true],
		['options', {}],
	]);
});

test.each([
	[
		'indexedAsset',
		[
			...['_id', 'asset_id', 'index_id', 'filename', 'status', 'duration', 'created_at'],
			...['indexed_at', 'hls_url', 'reason'],
		],
	],
	[
		'index',
		[
			...['_id', 'index_name', 'video_count', 'total_duration', 'models', 'expires_at'],
			...['created_at', 'updated_at'],
		],
	],
	[
		'asset',
		[
			...['_id', 'filename', 'status', 'file_type', 'duration', 'size', 'created_at', 'hls_url'],
			...['thumbnail_url', 'error'],
		],
	],
	[
		'entity',
		[
			...['_id', 'name', 'description', 'status', 'mention', 'asset_count', 'metadata'],
			...['updated_at', 'entity_collection_id'],
		],
	],
	['entityCollection', ['_id', 'name', 'description', 'created_at', 'updated_at']],
])('the preview of Get of %s shows the simplified output', (resource, simplified) => {
	const { properties: shown } = JSON.parse(readFileSync(preview(resource, 'get'), 'utf8'));
	expect(Object.keys(shown)).toEqual(simplified);
});

/** What these return are no resources. */
const WITHOUT_ID = [
	...['analysis/analyze', 'asset/getTranscription', 'search/text', 'search/image'],
	...['embedding/create', 'embedding/get'],
];

const HAVE_TASKS = ['analysis', 'embedding'];

test('the built package has a preview of the output of every operation', () => {
	for (const { resource, operation } of operations()) {
		const value = String(operation.value);
		const file = preview(resource, value);
		expect(existsSync(file)).toBe(true);
		expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
			type: 'object',
			properties: WITHOUT_ID.includes(`${resource}/${value}`)
				? {}
				: { [HAVE_TASKS.includes(resource) ? 'task_id' : '_id']: { type: 'string' } },
			version: 1,
		});
	}
});

test('agents can use the node as a tool', () => {
	expect(engine.node.description.usableAsTool).toBe(true);
	const actions = operations().map(({ operation }) => operation.action);
	expect(new Set(actions).size).toBe(actions.length);
	// A model reads the action alone, and fields that are called Index and Asset.
	for (const { operation } of operations()) {
		const needsID = operation.routing?.request?.url?.toString().includes('{') === true;
		expect(operation.action?.endsWith(' ID')).toBe(needsID);
	}
});

/** What the package publishes, by its path in it. */
const published = (): Array<{ path: string; size: number }> => {
	const output = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
		cwd: ROOT,
		encoding: 'utf8',
	});
	return JSON.parse(output)[0].files;
};

/** See docs/decisions/0009-few-minified-files.md. */
const MAX_BYTES = 330_000;

test('the package has less than 330 kB unpacked, and no source maps', () => {
	const files = published();
	expect(files.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(MAX_BYTES);
	expect(files.filter(({ path }) => path.endsWith('.map'))).toEqual([]);
});

/** The path of a file in `dist`, without the hash that a chunk has in its name. */
const nameOf = (file: string) => file.replace(/-[0-9a-f]{8}\.js$/, '.js');

/** Runs code in a process of its own. @returns the files of the package that this loaded, by their names */
const loadedBy = (code: string): string[] => {
	const listing = 'console.log(JSON.stringify(Object.keys(require.cache)))';
	const loaded: string[] = JSON.parse(
		execFileSync(process.execPath, ['-e', `${code}.finally(() => ${listing})`], {
			cwd: ROOT,
			encoding: 'utf8',
		}),
	);
	const dist = resolve(ROOT, 'dist');
	return loaded.flatMap((one) => (one.startsWith(dist) ? nameOf(relative(dist, one)) : [])).sort();
};

/** Constructs the class of a file of `dist`, and does something with it. */
const uses = (file: string, name: string, use = 'undefined') =>
	`(async (one) => await ${use})(new (require('./dist/${file}').${name})())`;

const COMMON = ['code/rolldown-runtime.js', 'code/start.js'];
const toConstruct = (node: string) => [
	...COMMON,
	`code/${node}.js`,
	`nodes/${node}/${node}.node.js`,
];
const node = (name: string, use?: string) => uses(`nodes/${name}/${name}.node.js`, name, use);

test('to construct a node, only its description is loaded: neither what it does, nor the client, nor the other node', () => {
	for (const name of ['TwelveLabs', 'TwelveLabsTrigger', 'EmbeddingsTwelveLabs']) {
		expect(loadedBy(node(name)).filter((file) => !toConstruct(name).includes(file))).toEqual([]);
	}
	const credential = loadedBy(uses('credentials/TwelveLabsApi.credentials.js', 'TwelveLabsApi'));
	expect(credential.filter((file) => !COMMON.includes(file))).toEqual([
		'credentials/TwelveLabsApi.credentials.js',
	]);
});

test('the first poll, the first list, the first text and the first item load what several nodes need, and nothing of another node', () => {
	const context = '{ getNode: () => ({}), getInputData: () => [] }';
	const poll = loadedBy(node('TwelveLabsTrigger', `one.poll.call(${context}).catch(String)`));
	expect(poll).toEqual(
		[...toConstruct('TwelveLabsTrigger'), 'code/run.js', 'code/TwelveLabsTrigger.run.js'].sort(),
	);
	const search = `one.methods.listSearch.searchIndexes.call(${context}).catch(String)`;
	expect(loadedBy(node('TwelveLabsTrigger', search))).toEqual(
		[...toConstruct('TwelveLabsTrigger'), 'code/run.js'].sort(),
	);
	const supply = `one.supplyData.call(${context}, 0).catch(String)`;
	expect(loadedBy(node('EmbeddingsTwelveLabs', supply))).toEqual(
		[
			...toConstruct('EmbeddingsTwelveLabs'),
			'code/run.js',
			'code/EmbeddingsTwelveLabs.run.js',
		].sort(),
	);
	const item = `one.customOperations.asset.get.call(${context}).catch(String)`;
	expect(loadedBy(node('TwelveLabs', item))).toEqual(
		[...toConstruct('TwelveLabs'), 'code/run.js', 'code/TwelveLabs.run.js'].sort(),
	);
});

/** Parts of the sources that only requests need. */
const OF_REQUESTS = /nodes\/api\/(client\/(send|attempt)|rateLimiter|paging)|\.run\.ts$/;

test('what is loaded to construct the nodes holds no code that sends, and some of it is in the rest', () => {
	const chunks = readdirSync(resolve(ROOT, 'dist/code')).filter((file) => file.endsWith('.js'));
	const sourcesOf = (file: string): string[] =>
		JSON.parse(readFileSync(resolve(ROOT, 'dist/code', `${file}.map`), 'utf8')).sources;
	const ofRequests = (names: string[]) =>
		chunks
			.filter((file) => names.includes(nameOf(file)))
			.flatMap(sourcesOf)
			.filter((source) => OF_REQUESTS.test(source));
	expect(
		ofRequests(['start.js', 'TwelveLabs.js', 'TwelveLabsTrigger.js', 'EmbeddingsTwelveLabs.js']),
	).toEqual([]);
	expect(ofRequests(['run.js', 'TwelveLabs.run.js']).length).toBeGreaterThan(operations().length);
});

test('the package depends on nothing at run time', () => {
	const manifest = JSON.parse(readFileSync(resolve(__dirname, '../../package.json'), 'utf8'));
	expect(manifest).not.toHaveProperty('dependencies');
	expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
});

test('README, package.json and tests name the same oldest n8n', () => {
	const file = (name: string) => readFileSync(resolve(__dirname, '../..', name), 'utf8');
	const { engines, devDependencies } = JSON.parse(file('package.json'));
	const [, oldest] = /^>=(\d+\.\d+)\.0$/.exec(engines.n8n) ?? [];
	expect(devDependencies['n8n-core-oldest']).toBe(`npm:n8n-core@${oldest}.0`);
	expect(file('README.md')).toContain(`It needs n8n ${oldest} or newer.`);
});
