import { startBench, useBench, type Bench, type Listed } from './support';

describe('A list of indexed assets', () => {
	const bench = useBench();
	let path: string;
	let indexId: string;

	beforeEach(() => {
		indexId = bench.simulator.world.addIndex({ name: 'Talks' }).id;
		path = `/indexes/${indexId}/indexed-assets`;
	});

	const list = async (query = '') => (await bench.call<Listed>('GET', path + query)).body;
	const ids = async (query: string) => (await list(query)).data.map(({ _id: id }) => id);
	const seed = (count: number) => {
		const { world, clock } = bench.simulator;
		const start = clock.now() - count * 1_000;
		return world
			.seedIndexedAssets(count, { indexId, status: 'ready' }, (n) => ({
				createdAt: start + n * 1_000,
			}))
			.map(({ id }) => id);
	};

	it('has ten items a page, newest first, unless the query says otherwise', async () => {
		const seeded = seed(12);
		const first = await list();
		expect(first.data.map(({ _id: id }) => id)).toEqual(seeded.slice(2).reverse());
		expect(first.page_info).toEqual({
			limit_per_page: 10,
			page: 1,
			total_page: 2,
			total_results: 12,
		});
		expect(await ids('?page=2&page_limit=5&sort_option=asc')).toEqual(seeded.slice(5, 10));
		expect(await ids('?page=9')).toEqual([]);
	});

	it('sorts by the last change when asked to', async () => {
		const [oldest = ''] = seed(3);
		bench.clock.advance(5_000);
		bench.simulator.world.fail(oldest, 'video_file_broken');
		expect((await ids('?sort_by=updated_at'))[0]).toBe(oldest);
		expect((await ids('?sort_by=created_at'))[2]).toBe(oldest);
	});

	it('refuses pages and orders that do not exist', async () => {
		for (const query of ['?page=0', '?page_limit=0', '?sort_by=name', '?sort_option=up']) {
			expect(await bench.call('GET', path + query)).toMatchObject({
				status: 400,
				body: { code: 'parameter_invalid' },
			});
		}
		expect(bench.simulator.refusedRequests).toHaveLength(4);
	});

	it('refuses or lowers a page limit above 50, by switch', async () => {
		seed(60);
		expect((await bench.call('GET', `${path}?page_limit=51`)).status).toBe(400);
		bench.simulator.switches.pageLimitAboveMaximum = 'clamp';
		expect((await list('?page_limit=51')).page_info).toMatchObject({ limit_per_page: 50 });
	});

	it('moves items to an earlier page when something is deleted meanwhile', async () => {
		const newestFirst = seed(30).reverse();
		const first = await list();
		bench.simulator.world.remove(String(newestFirst[0]));
		const second = await list('?page=2');
		expect(first.page_info.total_results).toBe(30);
		expect(second.page_info.total_results).toBe(29);
		expect(second.data[0]?._id).toBe(newestFirst[11]);
	});

	it('moves items to a later page when something is added meanwhile', async () => {
		const newestFirst = seed(30).reverse();
		await list();
		bench.simulator.world.addIndexedAsset({ indexId });
		const second = await list('?page=2');
		expect(second.page_info.total_results).toBe(31);
		expect(second.data[0]?._id).toBe(newestFirst[9]);
	});

	it('may shuffle items of equal age, by switch', async () => {
		bench.simulator.switches.ties = 'shuffled';
		bench.simulator.world.seedIndexedAssets(50, { indexId });
		const [once, again] = [await ids('?page_limit=50'), await ids('?page_limit=50')];
		expect(once).not.toEqual(again);
		expect([...once].sort()).toEqual([...again].sort());
	});

	it('is filtered by status, all of them or only what is ready by default', async () => {
		const { world, switches } = bench.simulator;
		const statuses = ['pending', 'queued', 'indexing', 'ready', 'failed'] as const;
		for (const status of statuses) world.addIndexedAsset({ indexId, status });
		expect((await list('?status=ready&status=failed')).page_info.total_results).toBe(2);
		expect((await list()).page_info.total_results).toBe(5);
		switches.listStatuses = 'readyOnly';
		expect((await list()).data.map(({ status }) => status)).toEqual(['ready']);
		const named = statuses.map((status) => `status=${status}`).join('&');
		expect((await list(`?${named}`)).page_info.total_results).toBe(5);
	});

	it('is filtered by file name, by part or by all of it', async () => {
		bench.simulator.world.addIndexedAsset({ indexId, filename: 'Keynote 2026.mp4' });
		expect(await ids('?filename=keynote')).toHaveLength(1);
		bench.simulator.switches.filenameFilter = 'exact';
		expect(await ids('?filename=keynote')).toHaveLength(0);
		expect(await ids('?filename=Keynote%202026.mp4')).toHaveLength(1);
	});

	it('is filtered by ranges, in which nothing lies that has not been measured yet', async () => {
		const { world } = bench.simulator;
		const media = { duration: 90, fps: 25, width: 1280, height: 720, size: 1_000 };
		const { id } = world.addIndexedAsset({ indexId, status: 'ready', media });
		world.addIndexedAsset({ indexId, status: 'indexing', media });
		expect(await ids('?duration[gte]=90&duration[lte]=90')).toEqual([id]);
		expect(await ids('?duration[gte]=90.5')).toEqual([]);
		expect(await ids('?fps[lte]=25&width[gte]=1280&height[lte]=720&size[gte]=1000')).toEqual([id]);
		expect(await ids('?size[lte]=999')).toEqual([]);
	});

	it('is filtered by metadata, one query parameter a field', async () => {
		const { world } = bench.simulator;
		const userMetadata = { category: 'keynote', year: 2026, public: true };
		const { id } = world.addIndexedAsset({ indexId, userMetadata });
		world.addIndexedAsset({ indexId });
		expect(await ids('?category=keynote&year=2026&public=true')).toEqual([id]);
		expect(await ids('?category=keynote&year=2025')).toEqual([]);
	});

	it('takes metadata filters as one JSON text only by switch', async () => {
		const { world, switches } = bench.simulator;
		const { id } = world.addIndexedAsset({ indexId, userMetadata: { year: 2026 } });
		const query = `?user_metadata=${encodeURIComponent('{"year":2026}')}`;
		expect((await bench.call('GET', path + query)).status).toBe(400);
		switches.metadataFilterAsJson = 'accept';
		expect(await ids(query)).toEqual([id]);
	});

	it('is filtered by time of creation, at or after', async () => {
		const [, second, third] = seed(3);
		const { clock, switches } = bench.simulator;
		const since = new Date(clock.now() - 2_000).toISOString();
		expect(await ids(`?created_at=${since}&sort_option=asc`)).toEqual([second, third]);
		switches.timeFilterFractions = 'refuse';
		expect((await bench.call('GET', `${path}?created_at=${since}`)).status).toBe(400);
		expect((await bench.call('GET', `${path}?created_at=yesterday`)).status).toBe(400);
	});

	it('is filtered by time of update, which means metadata edits or every change', async () => {
		const [first] = seed(2);
		await bench.call('PATCH', `${path}/${first}`, { user_metadata: { seen: true } });
		const since = '2020-01-01T00:00:00Z';
		expect(await ids(`?updated_at=${since}`)).toEqual([first]);
		bench.simulator.switches.updatedAtFilter = 'everyChange';
		expect(await ids(`?updated_at=${since}`)).toHaveLength(2);
	});

	it('shows user_metadata only by switch', async () => {
		bench.simulator.world.addIndexedAsset({ indexId, userMetadata: { year: 2026 } });
		expect((await list()).data[0]).not.toHaveProperty('user_metadata');
		bench.simulator.switches.listUserMetadata = true;
		expect((await list()).data[0]).toHaveProperty('user_metadata', { year: 2026 });
	});
});

describe('The lists of indexes and assets', () => {
	let bench: Bench;

	beforeAll(async () => {
		bench = await startBench();
	});
	afterAll(async () => await bench.simulator.close());

	const ids = async (path: string) =>
		(await bench.call<Listed>('GET', path)).body.data.map(({ _id: id }) => id);

	it('filter indexes by name, exactly or by part', async () => {
		const { world, switches } = bench.simulator;
		const { id } = world.addIndex({ name: 'Product Demos' });
		world.addIndex({ name: 'Talks' });
		expect(await ids('/indexes?index_name=demos')).toEqual([]);
		expect(await ids('/indexes?index_name=Product%20Demos')).toEqual([id]);
		switches.indexNameFilter = 'partial';
		expect(await ids('/indexes?index_name=demos')).toEqual([id]);
		expect(await ids('/indexes?model_family=marengo&model_options=visual,audio')).toHaveLength(2);
		expect(await ids('/indexes?model_family=pegasus')).toEqual([]);
	});

	it('filter assets by ids, types and part of the name', async () => {
		const { world } = bench.simulator;
		const video = world.addAsset({ filename: 'Team Meeting.mp4' }).id;
		const image = world.addAsset({ filename: 'logo.png' }).id;
		expect(await ids('/assets?filename=meeting')).toEqual([video]);
		expect(await ids('/assets?asset_types=image&asset_types=audio')).toEqual([image]);
		expect(await ids(`/assets?asset_ids=${video}`)).toEqual([video]);
		const many = Array.from({ length: 40 }, () => `asset_ids=${image}`).join('&');
		expect(await ids(`/assets?${many}&asset_ids=${video}`)).toHaveLength(2);
	});

	it('let a new name move an index to the top by updated_at', async () => {
		const [, older] = await ids('/indexes');
		bench.clock.advance(1_000);
		await bench.call('PUT', `/indexes/${older}`, { index_name: 'Renamed' });
		expect((await ids('/indexes?sort_by=updated_at'))[0]).toBe(older);
	});
});
