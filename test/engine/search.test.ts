import { randomBytes } from 'node:crypto';

import { NodeConnectionTypes } from 'n8n-workflow';
import { TwelveLabs } from 'twelvelabs-js';

import { TOOL_TYPE } from '../../scripts/names';
import { CATEGORIES, type QuotaRule } from '../../simulator/quotas';
import { inMemory, itemWith } from './files';
import { byId, errorOf, itemsOf, jsonOf, type RunOptions } from './harness';
import { useWorld } from './world';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** For tests of quotas: what the node has learned of one must not help another. */
const apiKeys = ['tlk_minute', 'tlk_day'];

const world = useWorld({ apiKeys });

const CREATE = 'search.create';

let indexId: string;

/** Videos with ten clips each, all of which show a crane. */
function addVideos(count: number): void {
	const account = world.simulator.world;
	for (let n = 0; n < count; n++) {
		const asset = { filename: `crane-${n}.mp4`, status: 'ready', media: { duration: 60 } } as const;
		const { id: assetId } = account.addAsset(asset);
		account.addIndexedAsset({ indexId, assetId, status: 'ready', userMetadata: { shift: n } });
	}
}

const requestsOf = (operationId: string) =>
	world.simulator.requests.filter((request) => request.operationId === operationId);

/** Two videos with clips that fit 'crane'. */
beforeEach(() => {
	const account = world.simulator.world;
	indexId = account.addIndex({ name: `Site ${account.newId()}`, addons: ['thumbnail'] }).id;
	for (const filename of ['crane-north.mp4', 'crane-south.mp4']) {
		account.addIndexedAsset({
			indexId,
			filename,
			status: 'ready',
			userMetadata: { site: filename.slice(6, 11) },
		});
	}
});

const search = async (
	operation: 'text' | 'image',
	parameters: RunOptions['parameters'] = {},
	more: Partial<Omit<RunOptions, 'parameters'>> = {},
) =>
	await world.run(
		operation,
		{
			resource: 'search',
			indexId: byId(indexId),
			...(operation === 'text' && { queryText: 'crane' }),
			...parameters,
		},
		more,
	);

describe('a search by text', () => {
	test('gives one flat item for each clip, the best first', async () => {
		const clips = jsonOf(await search('text'));
		expect(clips.length).toBeGreaterThan(1);
		expect(clips.map(({ rank }) => rank)).toEqual(clips.map((_, n) => n + 1));
		expect(Object.keys(clips[0])).toEqual(
			expect.arrayContaining([
				...['indexed_asset_id', 'rank', 'start', 'end', 'duration', 'timestamp', 'thumbnail_url'],
				'index_id',
			]),
		);
		expect(clips[0]).toMatchObject({
			index_id: indexId,
			timestamp: expect.stringMatching(/^\d\d:\d\d:\d\d$/),
		});
		expect(world.sent()).toEqual(['POST /search']);
	});

	test('gives the same clips where they are grouped by video', async () => {
		const byRank = (clips: ReturnType<typeof jsonOf>) =>
			[...clips].sort((a, b) => Number(a.rank) - Number(b.rank));
		const grouped = jsonOf(
			await search('text', { returnAll: true, options: { groupBy: 'video' } }),
		);
		expect(byRank(grouped)).toEqual(jsonOf(await search('text', { returnAll: true })));
	});

	test('is narrowed by fields and by JSON', async () => {
		const [north] = jsonOf(
			await search('text', {
				filters: { filename: 'crane-north.mp4', durationGte: 1 },
				options: { includeUserMetadata: true },
			}),
		);
		expect(north.user_metadata).toEqual({ site: 'north' });
		const south = jsonOf(
			await search('text', {
				filters: { filterJson: '{"site": "south"}' },
				options: { includeUserMetadata: true },
			}),
		);
		expect(new Set(south.map(({ user_metadata }) => JSON.stringify(user_metadata)))).toEqual(
			new Set(['{"site":"south"}']),
		);
	});

	test('refuses a filter that is given twice, and sends nothing', async () => {
		const filters = { filename: 'a.mp4', filterJson: '{"filename": "b.mp4"}' };
		const error = errorOf(await search('text', { filters }));
		expect(error.message).toMatch(/^Filter \(JSON\): "filename" is set by another filter already/);
		expect(world.sent()).toEqual([]);
	});

	test('names field and item of a value that does not fit, and searches for the other items', async () => {
		const run = await search(
			'text',
			{ filters: { filterJson: '={{ $json.filter }}' } },
			{
				input: ['{}', 'site = south', '{"site": "south"}'].map((filter) => ({ json: { filter } })),
				onError: 'continueErrorOutput',
			},
		);
		const [refused] = jsonOf(run, 1);
		expect(refused.error).toBe('Filter (JSON): "site = south" is not a JSON object [item 1]');
		expect(new Set(itemsOf(run).map(({ pairedItem }) => JSON.stringify(pairedItem)))).toEqual(
			new Set(['{"item":0}', '{"item":2}']),
		);
		expect(requestsOf(CREATE)).toHaveLength(2);
	});

	test('sends further fields as the API reads them, lists too', async () => {
		const additionalFields =
			'{"transcription_options": ["lexical", "semantic"], "group_by": "clip"}';
		await search('text', { searchOptions: ['transcription'], options: { additionalFields } });
		expect(requestsOf(CREATE)[0].body).toMatchObject({
			transcription_options: ['lexical', 'semantic'],
			group_by: 'clip',
		});
	});

	test('says what the index lacks where it cannot be searched in this way', async () => {
		const models = [{ model_name: 'marengo3.0', model_options: ['visual'] }];
		indexId = world.simulator.world.addIndex({ models }).id;
		const error = errorOf(await search('text', { searchOptions: 'visual, audio' }));
		expect(error.message).toMatch(/^This index cannot be searched in this way/);
		expect(error.description).toContain('Search In');
	});

	test('adds the asset of each clip, with one request for each video over all items', async () => {
		const run = await search(
			'text',
			{ returnAll: true, options: { lookUpAsset: true } },
			{ input: [1, 2, 3].map((n) => ({ json: { n } })) },
		);
		const clips = jsonOf(run);
		const assets = world.simulator.world.indexedAssetsOf(indexId);
		for (const { indexed_asset_id, asset_id, filename } of clips) {
			const found = assets.find(({ id }) => id === indexed_asset_id);
			expect({ asset_id, filename }).toEqual({
				asset_id: found?.assetId,
				filename: found?.filename,
			});
		}
		expect(requestsOf(CREATE)).toHaveLength(3);
		expect(requestsOf('indexes-indexedAssets.retrieve')).toHaveLength(assets.length);
	});

	test('gives a clip without its asset where its video was deleted meanwhile', async () => {
		world.simulator.faults.add({
			on: 'indexes-indexedAssets.retrieve',
			respond: { status: 404, body: { code: 'resource_not_exists', message: 'Gone.' } },
		});
		const clips = jsonOf(await search('text', { returnAll: true, options: { lookUpAsset: true } }));
		const named = clips.filter(({ asset_id }) => asset_id !== undefined);
		expect(new Set(named.map(({ indexed_asset_id }) => indexed_asset_id)).size).toBe(1);
		expect(named.length).toBeLessThan(clips.length);
	});

	test('reads all pages by their tokens, each clip once, and stops at the limit', async () => {
		const all = jsonOf(await search('text', { returnAll: true, limit: 1 }));
		expect(new Set(all.map((clip) => JSON.stringify(clip))).size).toBe(all.length);
		const limited = jsonOf(await search('text', { limit: 1 }));
		expect(limited).toEqual(all.slice(0, 1));
	});

	describe('over several pages', () => {
		const EXPIRED = {
			on: 'search.retrieve',
			respond: {
				status: 400,
				body: { code: 'search_page_token_expired', message: 'The page token has expired.' },
			},
		};
		let clips: ReturnType<typeof jsonOf>;

		beforeEach(async () => {
			indexId = world.simulator.world.addIndex().id;
			addVideos(100);
			clips = jsonOf(await search('text', { returnAll: true }));
			world.simulator.requests.length = 0;
		});

		test('gives each of 1,000 clips once, also after a 429 and a 503 in the middle', async () => {
			expect(clips.map(({ rank }) => rank)).toEqual(Array.from({ length: 1_000 }, (_, n) => n + 1));
			expect(new Set(clips.map((clip) => `${clip.indexed_asset_id} ${clip.start}`)).size).toBe(
				1_000,
			);
			let seen = 0;
			for (const [at, status] of [
				[7, 429],
				[12, 503],
			]) {
				world.simulator.faults.add({
					on: ({ operationId }) => operationId === 'search.retrieve' && ++seen === at,
					respond: { status },
				});
			}
			expect(jsonOf(await search('text', { returnAll: true }))).toEqual(clips);
			expect(requestsOf(CREATE)).toHaveLength(1);
			expect(requestsOf('search.retrieve')).toHaveLength(19 + 2);
		});

		test('gives them once where they are grouped, with the metadata of every page', async () => {
			const grouped = await search('text', {
				returnAll: true,
				options: { groupBy: 'video', includeUserMetadata: true },
			});
			const ranks = jsonOf(grouped).map(({ rank }) => Number(rank));
			expect(ranks.sort((a, b) => a - b)).toEqual(clips.map(({ rank }) => rank));
			expect(jsonOf(grouped).every(({ user_metadata }) => user_metadata !== undefined)).toBe(true);
			expect(requestsOf('search.retrieve')).toHaveLength(1);
		});

		test('starts over once where a token has expired, and repeats no clip', async () => {
			world.simulator.faults.add(EXPIRED);
			expect(jsonOf(await search('text', { returnAll: true }))).toEqual(clips);
			expect(requestsOf(CREATE)).toHaveLength(2);
		});

		test('says how many clips it has read where tokens expire again', async () => {
			world.simulator.faults.add({ ...EXPIRED, times: 2 });
			const error = errorOf(await search('text', { returnAll: true }));
			expect(error.message).toBe(
				'TwelveLabs refused the next page of the search twice, after 50 clips',
			);
			expect(error.description).toContain('has expired');
			expect(error.context?.details).toMatchObject({ code: 'search_page_token_expired', read: 50 });
		});
	});

	describe('300 at once', () => {
		const storm = async (apiKey: string, rule: Omit<QuotaRule, 'on'>) => {
			indexId = world.simulator.world.addIndex().id;
			addVideos(1);
			world.simulator.quotas.add({ ...rule, on: CATEGORIES.search });
			return await search(
				'text',
				{ limit: 1 },
				{
					input: Array.from({ length: 300 }, (_, n) => ({ json: { n } })),
					credential: { ...world.credential, apiKey },
					credentialId: apiKey,
					onError: 'continueErrorOutput',
				},
			);
		};

		test('all succeed against a quota of 600 a minute of which 500 are used up', async () => {
			const rule = { limit: 600, used: 500, windowMs: MINUTE };
			const run = await storm('tlk_minute', rule);
			expect(jsonOf(run, 1)).toEqual([]);
			expect(itemsOf(run).map(({ pairedItem }) => pairedItem)).toEqual(
				Array.from({ length: 300 }, (_, item) => ({ item })),
			);
		});

		test('those beyond a quota of a day say until when, with nothing sent in vain', async () => {
			const run = await storm('tlk_day', { limit: 3_000, used: 2_900, windowMs: DAY });
			expect(itemsOf(run)).toHaveLength(100);
			const refused = jsonOf(run, 1);
			expect(refused).toHaveLength(200);
			for (const { details } of refused) {
				const { httpStatus, resetsAt } = details as { httpStatus: number; resetsAt: string };
				expect(httpStatus).toBe(429);
				expect(Date.parse(resetsAt)).toBeGreaterThan(Date.now());
			}
			expect(requestsOf(CREATE).length).toBeLessThan(130);
		});
	});

	test('is repeated after a lost response, since it only reads', async () => {
		world.simulator.faults.add({ on: CREATE, respond: 'html502' });
		expect(jsonOf(await search('text')).length).toBeGreaterThan(0);
		expect(world.sent()).toEqual(['POST /search', 'POST /search']);
	});
});

describe('as the tool of an AI Agent', () => {
	const answer = async (parameters: RunOptions['parameters'] = {}) => {
		const run = await search('text', parameters, { asTool: true });
		const [{ data }] = run.data.resultData.runData.Node;
		return (data?.[NodeConnectionTypes.AiTool]?.[0] ?? []).map(({ json }) => json);
	};

	test('it takes the name of an index, and texts for lists and numbers', async () => {
		const name = world.simulator.world.indexes.get(indexId)?.name ?? '';
		const clips = await answer({
			indexId: byId(name),
			searchOptions: 'visual, transcription',
			limit: '3',
			filters: { filterJson: '{"site": "south"}' },
		});
		expect(clips).toHaveLength(3);
		expect(clips[0]).toMatchObject({ index_id: indexId, rank: 1 });
	});

	test('it is short, and has thumbnails where they are asked for', async () => {
		const clips = await answer();
		expect(clips.length).toBeGreaterThan(1);
		for (const clip of clips) {
			expect(clip).not.toHaveProperty('thumbnail_url');
			expect(JSON.stringify(clip).length).toBeLessThan(300);
		}
		const [selected] = await answer({ output: 'selected', fields: 'thumbnail_url, timestamp' });
		expect(Object.keys(selected)).toEqual(['thumbnail_url', 'timestamp']);
	});

	test('it is as short where n8n runs the tool without an agent, as for an MCP Server Trigger', async () => {
		const otherNode = { type: TOOL_TYPE, typeVersion: 1, nodeType: world.engine.node };
		const clips = jsonOf(await search('text', {}, { otherNode }));
		expect(clips.length).toBeGreaterThan(1);
		for (const clip of clips) expect(clip).not.toHaveProperty('thumbnail_url');
	});

	test('it reads what to do where a value does not fit', async () => {
		const [{ error }] = await answer({ searchOptions: 'faces' });
		expect(error).toMatch(/^Search In: "faces" is none of audio, transcription, visual/);
	});
});

describe('a search by image', () => {
	const image = (fileName: string) =>
		inMemory(randomBytes(200), { fileName, mimeType: 'image/png' });

	test.each([
		['names', 'one, two'],
		['a list of names', '={{ Object.keys($binary) }}'],
		['binary objects', "={{ ['one', 'two'].map((name) => $('Start').item.binary[name]) }}"],
	])('sends several files, given as %s, with a text', async (_, binaryPropertyName) => {
		const input = [{ json: {}, binary: { one: image('a.png'), two: image('b.png') } }];
		const found = await search('image', { binaryPropertyName, queryText: 'crane' }, { input });
		expect(jsonOf(found).length).toBeGreaterThan(0);
		expect(requestsOf(CREATE)[0].body).toMatchObject({
			query_media_type: 'image',
			query_text: 'crane',
			query_media_file: { length: 2 },
		});
	});

	test('sends several addresses', async () => {
		const query_media_url = ['https://example.com/a.png', 'https://example.com/b.png'];
		const parameters = { mediaSource: 'url', imageUrls: query_media_url.join(', ') };
		await search('image', parameters);
		expect(requestsOf(CREATE)[0].body).toMatchObject({ query_media_url });
	});

	test('sends the files again after a lost response', async () => {
		world.simulator.faults.add({ on: CREATE, when: 'after', respond: 'reset' });
		const found = await search('image', {}, { input: itemWith(image('a.png')) });
		expect(found.data.resultData.error).toBeUndefined();
		expect(requestsOf(CREATE)).toHaveLength(2);
	});

	test('refuses what is no image, and an eleventh, before anything is sent', async () => {
		const video = itemWith(inMemory(randomBytes(10)));
		expect(errorOf(await search('image', {}, { input: video })).message).toContain(
			'"talk.mp4" is no image',
		);
		const imageUrls = Array.from({ length: 11 }, (_, n) => `https://example.com/${n}.png`);
		expect(
			errorOf(await search('image', { mediaSource: 'url', imageUrls: imageUrls.join() })).message,
		).toContain('at most 10');
		expect(world.sent()).toEqual([]);
	});
});

describe('the official SDK sees the same clips', () => {
	let client: TwelveLabs;

	beforeAll(() => {
		// The only way to lead it elsewhere.
		process.env.TWELVELABS_BASE_URL = world.simulator.url;
		client = new TwelveLabs({ apiKey: world.simulator.apiKey });
		delete process.env.TWELVELABS_BASE_URL;
	});

	beforeEach(() => {
		indexId = world.simulator.world.addIndex({ addons: ['thumbnail'] }).id;
		addVideos(12);
	});

	/** With the names that the SDK gives to fields. */
	const inItsWords = (clips: ReturnType<typeof jsonOf>) =>
		clips.map(({ video_id, start, end, rank, thumbnail_url, transcription, user_metadata }) => ({
			videoId: video_id,
			start,
			end,
			rank,
			thumbnailUrl: thumbnail_url,
			transcription,
			userMetadata: user_metadata,
		}));

	test('by text, over all pages', async () => {
		const found = await client.search.query({
			indexId,
			queryText: 'crane music',
			searchOptions: ['visual', 'audio', 'transcription'],
			transcriptionOptions: ['lexical'],
			operator: 'or',
			filter: JSON.stringify({ shift: { lte: 8 }, duration: { gte: 10 } }),
			includeUserMetadata: true,
			pageLimit: 50,
		});
		const clips = [];
		for await (const clip of found) clips.push(clip);
		const own = await search('text', {
			queryText: 'crane music',
			searchOptions: ['visual', 'audio', 'transcription'],
			returnAll: true,
			filters: { durationGte: 10, filterJson: '{"shift": {"lte": 8}}' },
			output: 'raw',
			options: { transcriptionOptions: ['lexical'], operator: 'or', includeUserMetadata: true },
		});
		expect(clips).toHaveLength(90);
		expect(inItsWords(jsonOf(own))).toEqual(clips.map((clip) => ({ ...clip })));
	});

	test('grouped by video, over all pages', async () => {
		const request = { indexId, queryText: 'crane', searchOptions: ['visual' as const] };
		const groups = [];
		let page = await client.search.create({ ...request, groupBy: 'video', pageLimit: 5 });
		for (;;) {
			groups.push(...(page.data ?? []));
			const token = page.pageInfo?.nextPageToken;
			if (token === undefined) break;
			page = await client.search.retrieve(token);
		}
		expect(groups).toHaveLength(12);
		const own = await search('text', {
			searchOptions: ['visual'],
			returnAll: true,
			output: 'raw',
			options: { groupBy: 'video' },
		});
		expect(inItsWords(jsonOf(own))).toEqual(
			groups.flatMap(({ clips = [] }) => clips.map((clip) => ({ ...clip }))),
		);
	});

	test('by images', async () => {
		const files = ['a', 'b'].map((name) => ({ name: `${name}.png`, bytes: randomBytes(99) }));
		const found = await client.search.query({
			indexId,
			queryMediaType: 'image',
			queryMediaFiles: files.map(
				({ name, bytes }) => new File([bytes], name, { type: 'image/png' }),
			),
			searchOptions: ['visual'],
			pageLimit: 50,
		});
		const clips = [];
		for await (const clip of found) clips.push(clip);
		const binary = Object.fromEntries(
			files.map(({ name, bytes }) => [
				name[0],
				inMemory(bytes, { fileName: name, mimeType: 'image/png' }),
			]),
		);
		const own = await search(
			'image',
			{
				binaryPropertyName: 'a, b',
				searchOptions: ['visual'],
				returnAll: true,
				output: 'raw',
			},
			{ input: [{ json: {}, binary }] },
		);
		expect(clips.length).toBeGreaterThan(0);
		expect(inItsWords(jsonOf(own))).toEqual(clips.map((clip) => ({ ...clip })));
	});
});
