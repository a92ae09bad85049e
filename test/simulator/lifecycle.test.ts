import { scaledClock } from '../../simulator/clock';
import { useBench } from './support';

interface State {
	_id: string;
	status: string;
	created_at: string;
	updated_at: string;
	indexed_at?: string | null;
	error_reason?: string;
	error?: { message: string };
}

describe('Statuses are read off the clock', () => {
	const bench = useBench({ durations: { processing: 100, pending: 10, queued: 20, indexing: 30 } });
	let indexId: string;

	beforeEach(() => {
		indexId = bench.simulator.world.addIndex().id;
	});

	const asset = async (id: string) => (await bench.call<State>('GET', `/assets/${id}`)).body;
	const state = async (id: string) =>
		(await bench.call<State>('GET', `/indexes/${indexId}/indexed-assets/${id}`)).body;
	const index = async (assetId: string) =>
		await bench.call<State>('POST', `/indexes/${indexId}/indexed-assets`, { asset_id: assetId });

	it('takes an asset from processing to ready', async () => {
		const { id } = bench.simulator.world.addAsset();
		expect(await asset(id)).toMatchObject({ status: 'processing' });
		bench.clock.advance(99);
		expect(await asset(id)).toMatchObject({ status: 'processing' });
		bench.clock.advance(1);
		expect(await asset(id)).toMatchObject({ status: 'ready', duration: expect.any(Number) });
	});

	it('takes an indexed asset through pending, queued and indexing to ready', async () => {
		const { id } = bench.simulator.world.addIndexedAsset({ indexId });
		const start = bench.clock.now();
		const seen = [];
		for (const step of [0, 10, 20, 30]) {
			bench.clock.advance(step);
			const { status, updated_at: updatedAt } = await state(id);
			seen.push([status, Date.parse(updatedAt) - start]);
		}
		expect(seen).toEqual([
			['pending', 0],
			['queued', 10],
			['indexing', 30],
			['ready', 60],
		]);
		bench.clock.advance(1_000);
		const { updated_at: updatedAt, indexed_at: indexedAt } = await state(id);
		expect(Date.parse(updatedAt)).toBe(start + 60);
		expect(indexedAt).toBe(updatedAt);
	});

	it('refuses to index an asset that is not ready, with the status and code of the switch', async () => {
		const { world, switches } = bench.simulator;
		const { id } = world.addAsset();
		const refused = await index(id);
		expect(refused.status).toBe(400);
		expect(refused.body).toMatchObject({ message: expect.stringContaining('is being processed') });
		switches.assetNotReady = { status: 409, code: 'asset_busy' };
		expect(await index(id)).toMatchObject({ status: 409, body: { code: 'asset_busy' } });
		bench.clock.advance(100);
		expect((await index(id)).status).toBe(202);
	});

	it('lets a test fail, hold and finish single objects', async () => {
		const { world } = bench.simulator;
		const [failing, held, quick] = [1, 2, 3].map(() => world.addIndexedAsset({ indexId }).id);
		world.hold(String(held));
		world.finish(String(quick));
		bench.clock.advance(5);
		world.fail(String(failing), 'video_file_broken');
		bench.clock.advance(10_000);
		expect(await state(String(failing))).toMatchObject({
			status: 'failed',
			error_reason: 'video_file_broken',
		});
		expect(await state(String(held))).toMatchObject({ status: 'pending' });
		expect(await state(String(quick))).toMatchObject({ status: 'ready' });
		world.finish(String(held));
		expect(await state(String(held))).toMatchObject({ status: 'ready' });

		const { id } = world.addAsset();
		world.fail(id, 'The file is broken.');
		expect(await asset(id)).toMatchObject({ error: { message: 'The file is broken.' } });
	});

	it('plans failures by reason or by file name', async () => {
		const { world } = bench.simulator;
		const planned = world.addIndexedAsset({ indexId, failure: 'video_too_long' }).id;
		const named = world.addIndexedAsset({ indexId, filename: 'simulate-indexing-failure.mp4' }).id;
		const broken = world.addAsset({ filename: 'simulate-asset-failure.mp4' }).id;
		expect(await state(planned)).toMatchObject({ status: 'pending' });
		bench.clock.advance(100);
		expect(await state(planned)).toMatchObject({ status: 'failed' });
		expect(await state(named)).toMatchObject({ status: 'failed' });
		expect(await asset(broken)).toMatchObject({ status: 'failed' });
	});

	it('states the reason of a failure in one place, in another, or not at all', async () => {
		const { world, switches } = bench.simulator;
		const { id } = world.addIndexedAsset({ indexId, status: 'failed', failure: 'broken' });
		switches.failureReason = 'error.message';
		expect(await state(id)).toMatchObject({ error: { message: 'broken' } });
		switches.failureReason = 'none';
		expect(await state(id)).not.toHaveProperty('error');
		expect(await state(id)).not.toHaveProperty('error_reason');
	});

	it('moves updated_at as the switches say', async () => {
		const { world, switches, clock } = bench.simulator;
		const { id } = world.addIndexedAsset({ indexId });
		const path = `/indexes/${indexId}/indexed-assets/${id}`;
		const created = clock.now();
		const updated = async () => Date.parse((await state(id)).updated_at) - created;
		bench.clock.advance(1_000);
		await bench.call('PATCH', path, { user_metadata: { seen: true } });
		expect(await updated()).toBe(1_000);
		switches.metadataMovesUpdatedAt = false;
		expect(await updated()).toBe(60);
		switches.updatedAt = 'metadataOnly';
		expect(await updated()).toBe(0);
		switches.metadataMovesUpdatedAt = true;
		expect(await updated()).toBe(1_000);
	});

	it('shows indexed_at as the switch says', async () => {
		const { world, switches } = bench.simulator;
		const running = world.addIndexedAsset({ indexId, status: 'indexing' }).id;
		const failed = world.addIndexedAsset({ indexId, status: 'failed' }).id;
		expect(await state(failed)).not.toHaveProperty('indexed_at');
		switches.indexedAt = 'whenFinished';
		expect(await state(failed)).toHaveProperty('indexed_at', expect.any(String));
		expect(await state(running)).not.toHaveProperty('indexed_at');
		switches.indexedAt = 'nullUntilReady';
		expect(await state(running)).toHaveProperty('indexed_at', null);
	});

	it('makes a second entry of the same asset, or answers with the first', async () => {
		const { world, switches } = bench.simulator;
		const { id } = world.addAsset({ status: 'ready' });
		const first = (await index(id)).body._id;
		expect((await index(id)).body._id).not.toBe(first);
		switches.repeatedIndexing = 'sameId';
		expect((await index(id)).body._id).toBe(first);
		expect(world.usesOf(id)).toHaveLength(2);
	});

	it('answers a new indexed asset with both ids, with its own, or with nothing but a Location', async () => {
		const { world, switches } = bench.simulator;
		const assetId = world.addAsset({ status: 'ready' }).id;
		const full = await index(assetId);
		expect(full.body).toEqual({ _id: expect.any(String), asset_id: assetId });
		const place = `/indexes/${indexId}/indexed-assets/${full.body._id}`;
		expect(full.headers.get('Location')).toBe(place);
		switches.createAnswer = 'idOnly';
		expect((await index(assetId)).body).toEqual({ _id: expect.any(String) });
		switches.createAnswer = 'locationOnly';
		const bare = await index(assetId);
		expect(bare.body).toBeUndefined();
		expect(bare.headers.get('Location')).toContain(`/indexes/${indexId}/indexed-assets/`);
	});

	it('gives embeddings and transcriptions only when asked for, and only once ready', async () => {
		const { world } = bench.simulator;
		const { id } = world.addIndexedAsset({ indexId });
		const path = `/indexes/${indexId}/indexed-assets/${id}`;
		const asking = `${path}?embedding_option=visual&transcription=true`;
		expect((await bench.call('GET', asking)).body).not.toHaveProperty('embedding');
		bench.clock.advance(60);
		expect((await bench.call('GET', path)).body).not.toHaveProperty('embedding');
		const { body } = await bench.call('GET', asking);
		expect(body).toHaveProperty('embedding.video_embedding.segments[0].embedding_option', 'visual');
		expect(body).toHaveProperty('transcription[0].value', expect.any(String));
	});

	it('deletes an index with its contents, but not the assets', async () => {
		const { world } = bench.simulator;
		const { id, assetId } = world.addIndexedAsset({ indexId });
		expect((await bench.call('DELETE', `/indexes/${indexId}`)).status).toBe(204);
		expect(world.indexedAsset(indexId, id)).toBeUndefined();
		expect(world.usesOf(assetId)).toEqual([]);
		expect((await bench.call('GET', `/assets/${assetId}`)).status).toBe(200);
	});

	it('deletes a referenced asset only by force', async () => {
		const { assetId } = bench.simulator.world.addIndexedAsset({ indexId });
		expect((await bench.call('DELETE', `/assets/${assetId}`)).status).toBe(409);
		expect((await bench.call('DELETE', `/assets/${assetId}?force=true`)).status).toBe(204);
	});

	it('seeds ten thousand indexed assets in no time worth mentioning', async () => {
		const started = performance.now();
		bench.simulator.world.seedIndexedAssets(10_000, { indexId, status: 'ready' });
		expect(performance.now() - started).toBeLessThan(5_000);
		const list = await bench.call('GET', `/indexes/${indexId}/indexed-assets?page_limit=50`);
		expect(list.body).toHaveProperty('page_info.total_page', 200);
	});
});

describe('A scaled clock', () => {
	it('starts now and runs faster', async () => {
		const clock = scaledClock(1_000);
		const start = clock.now();
		expect(Math.abs(start - Date.now())).toBeLessThan(60_000);
		await new Promise((resolve) => setImmediate(resolve));
		while (clock.now() - start < 5_000) await new Promise((resolve) => setImmediate(resolve));
		expect(clock.now() - start).toBeGreaterThanOrEqual(5_000);
	});
});
