import { nearness, placesOf, refusalOf, type Vector } from './embedding';
import { useBench } from './support';

interface Task {
	_id: string;
	status: string;
	data: Vector[] | null;
	created_at: string;
	updated_at: string;
	metadata?: Record<string, unknown>;
	usage?: object;
	error?: { message: string };
}

const OLD = { model_name: 'marengo3.0', input_type: 'video' };
const NEW = { model_name: 'marengo3.5', input_type: 'video' };
const DAY = 24 * 60 * 60 * 1000;
const MB = 1024 * 1024;

const bench = useBench({ durations: { embeddingProcessing: 100 } });
const path = '/embed-v2/tasks';

const asset = (filename: string, more: object = {}) =>
	bench.simulator.world.addAsset({
		filename,
		status: 'ready',
		media: { duration: 12 },
		...more,
	}).id;
const start = async (body: object) => await bench.call<Task>('POST', path, body);
const read = async (id: string) => (await bench.call<Task>('GET', `${path}/${id}`)).body;
const finished = async (body: object) => {
	const answer = await start(body);
	expect(answer.status).toBe(202);
	bench.clock.advance(100);
	return await read(answer.body._id);
};
const refusal = async (body: object) => await refusalOf(bench, path, body);
const ids = async (query = '') => {
	const { body } = await bench.call<{ data: Task[] }>('GET', path + query);
	return body.data.map(({ _id: id }) => id);
};

describe('An embedding task', () => {
	const video = () => ({ media_source: { asset_id: asset('lift.mp4') } });

	it('is processed, then has its vectors', async () => {
		const { status, headers, body } = await start({ ...OLD, video: video() });
		expect([status, body]).toEqual([
			202,
			{ _id: expect.any(String), status: 'processing', data: null },
		]);
		expect(headers.get('Location')).toBe(`${path}/${body._id}`);
		expect(await read(body._id)).toMatchObject({ status: 'processing', data: null });
		bench.clock.advance(100);
		const ready = await read(body._id);
		expect(ready).toMatchObject({
			status: 'ready',
			metadata: {
				input_type: 'video',
				input_filename: 'lift.mp4',
				embedding_options: ['visual', 'audio', 'transcription'],
				duration: 12,
			},
		});
		expect(Date.parse(ready.updated_at) - Date.parse(ready.created_at)).toBe(100);
		expect(ready.data?.[0]?.embedding).toHaveLength(512);
		expect(ready).not.toHaveProperty('usage');
		expect((await read(body._id)).data).toEqual(ready.data);
	});

	it('of marengo3.5 hears speech as audio, and states dimension and tokens', async () => {
		const media_source = { asset_id: asset('talk.mp4', { spoken: ['Lower the hook.'] }) };
		const body = { ...NEW, embedding_dimension: 64, video: { media_source } };
		expect((await start(body)).body).toMatchObject({ metadata: { embedding_dimension: 64 } });
		const { data, metadata, usage } = await finished(body);
		expect(placesOf(data ?? [])).toEqual([
			'audio asset   0',
			'audio clip   0',
			'audio clip   6',
			'visual asset   0',
			'visual clip   0',
			'visual clip   6',
		]);
		expect(data?.[0]?.embedding).toHaveLength(64);
		expect(metadata).toMatchObject({ embedding_dimension: 64 });
		expect(usage).toEqual({ input_tokens: { video: 12 }, truncated: false });
	});

	it('of marengo3.5 has what is spoken in the vectors of its audio', async () => {
		const media_source = { asset_id: asset('talk.mp4', { spoken: ['Lower the hook.'] }) };
		const body = { ...NEW, video: { media_source, embedding_option: ['audio'] } };
		const { data } = await finished(body);
		const { body: query } = await bench.call<{ data: Vector[] }>('POST', '/embed-v2', {
			...NEW,
			input_type: 'multi_input',
			multi_input: { input_text: 'Lower the hook.' },
		});
		expect(nearness(data?.[0]?.embedding, query.data[0]?.embedding)).toBeGreaterThan(0.3);
	});

	it('stays as it was, whatever becomes of its asset', async () => {
		const { media_source } = video();
		const { body } = await start({ ...OLD, video: { media_source } });
		await bench.call('DELETE', `/assets/${media_source.asset_id}`);
		bench.clock.advance(100);
		expect(await read(body._id)).toMatchObject({ status: 'ready' });
	});

	it('fails for a file that is meant to, and has no vectors then', async () => {
		const media_source = { asset_id: asset('simulate-embedding-failure.mp4') };
		const failed = await finished({ ...OLD, video: { media_source } });
		expect(failed).toMatchObject({ status: 'failed', data: null });
		expect(failed.error?.message).toContain('We could not process your media');
	});

	it('can be seeded, held, finished and failed by a test', async () => {
		const { embeddingTasks: tasks } = bench.simulator.world;
		const { id } = tasks.add();
		tasks.hold(id);
		bench.clock.advance(1_000);
		expect(await read(id)).toMatchObject({ status: 'processing' });
		tasks.fail(id, 'too noisy');
		expect(await read(id)).toMatchObject({ status: 'failed', error: { message: 'too noisy' } });
		tasks.finish(id);
		expect(await read(id)).toMatchObject({ status: 'ready', data: expect.any(Array) });
		tasks.remove(id);
		expect((await bench.call('GET', `${path}/${id}`)).status).toBe(404);
	});

	it('is gone after seven days, or failed, as the switch says', async () => {
		const { _id: id } = await finished({ ...OLD, video: video() });
		bench.clock.advance(7 * DAY - 100);
		expect(await read(id)).toMatchObject({ status: 'ready' });
		bench.clock.advance(1);
		expect((await bench.call('GET', `${path}/${id}`)).status).toBe(404);
		const everything = '?started_at=2020-01-01T00:00:00Z';
		expect(await ids(everything)).toEqual([]);
		bench.simulator.switches.expiredEmbeddings = 'failed';
		expect(await read(id)).toMatchObject({
			status: 'failed',
			data: null,
			error: { message: expect.stringContaining('not available') },
		});
		expect(await ids(everything)).toEqual([id]);
		expect(await ids()).toEqual([]);
	});

	it('needs an asset that is ready', async () => {
		const { id } = bench.simulator.world.addAsset();
		const body = { ...OLD, video: { media_source: { asset_id: id } } };
		expect(await refusal(body)).toBe('400 asset_not_ready');
		bench.simulator.switches.assetNotReady = { status: 409, code: 'being_processed' };
		expect(await refusal(body)).toBe('409 being_processed');
	});
});

describe('The request of a task', () => {
	const fixed = { strategy: 'fixed', fixed: { duration_sec: 4 } };
	const place = () => ({ media_source: { asset_id: asset('lift.mp4') } });
	const video = (model: object, more: object) => ({ ...model, video: { ...place(), ...more } });

	it('has a segmentation in the shape of its model', async () => {
		expect((await start(video(OLD, { segmentation: fixed }))).status).toBe(202);
		expect((await start(video(NEW, { segmentation: { temporal: fixed } }))).status).toBe(202);
		expect(await refusal(video(NEW, { segmentation: fixed }))).toBe('400 parameter_invalid');
		expect(await refusal(video(OLD, { segmentation: { temporal: fixed } }))).toBe(
			'400 parameter_invalid',
		);
		const { data } = await finished(
			video(NEW, { segmentation: { temporal: fixed }, embedding_option: ['visual'] }),
		);
		expect(placesOf(data ?? [])).toEqual([
			'visual asset   0',
			'visual clip   0',
			'visual clip   4',
			'visual clip   8',
		]);
	});

	it.each<[object, object]>([
		[NEW, { embedding_option: ['transcription'] }],
		[OLD, { embedding_scope: ['local'] }],
		[NEW, { embedding_type: ['fused_embedding'] }],
		[NEW, { time_based_metadata: [{ start: 0, end: 1, text: 'goal' }] }],
		[
			OLD,
			{
				embedding_type: ['fused_embedding'],
				time_based_metadata: [{ start: 0, end: 1, text: 'goal' }],
			},
		],
		[{ ...NEW, embedding_uncertainty: true }, {}],
	])('%j is refused with %j', async (model, more) => {
		expect(await refusal(video(model, more))).toBe('400 parameter_invalid');
	});

	it('takes local for clip, and leaves the whole out for the sake of the uncertainty', async () => {
		const body = video({ ...NEW, embedding_uncertainty: true }, { embedding_scope: ['local'] });
		const { data, metadata } = await finished(body);
		expect(new Set(data?.map(({ embedding_scope: scope }) => scope))).toEqual(new Set(['clip']));
		expect(metadata).toMatchObject({ embedding_scopes: ['local'] });
		expect(data?.[0]?.embedding_uncertainty).toHaveLength(512);
	});

	it('folds the own texts of the user into the fused vectors they overlap', async () => {
		const { data } = await finished(
			video(NEW, {
				embedding_type: ['fused_embedding'],
				embedding_scope: ['clip'],
				time_based_metadata: [{ start: 6, end: 6, text: 'dunk' }],
			}),
		);
		const [first, second] =
			data?.toSorted((a, b) => Number(a.start_sec) - Number(b.start_sec)) ?? [];
		const { body } = await bench.call<{ data: Vector[] }>('POST', '/embed-v2', {
			...NEW,
			input_type: 'multi_input',
			multi_input: { input_text: 'dunk' },
		});
		const query = body.data[0]?.embedding;
		expect(nearness(second?.embedding, query)).toBeGreaterThan(0.3);
		expect(Math.abs(nearness(first?.embedding, query))).toBeLessThan(0.2);
	});

	it('is limited to four hours', async () => {
		const media = { duration: 4 * 3_600 + 1 };
		const media_source = { asset_id: asset('long.mp4', { media }) };
		expect(await refusal({ ...OLD, video: { media_source } })).toBe('400 video_duration_too_long');
	});

	it('has the field that its type names', async () => {
		expect(await refusal(OLD)).toBe('400 parameter_not_provided');
		expect(bench.simulator.refusedRequests).toHaveLength(1);
	});
});

describe('An image or a document', () => {
	const pdf = (more: object = {}) => ({ media_source: { asset_id: asset('report.pdf', more) } });
	const text = (more: object = {}) => ({
		media_source: {
			asset_id: asset('notes.md', {
				pages: ['Ships arrive.', 'Cranes lift.', 'Trucks leave.'],
				...more,
			}),
		},
	});
	const document = (input: object) => ({ ...NEW, input_type: 'document', document: input });

	it('needs marengo3.5', async () => {
		const media_source = { asset_id: asset('crane.png') };
		const image = { input_type: 'image', image: { media_source } };
		expect(await refusal({ ...OLD, ...image })).toBe('400 parameter_invalid');
		const { data, metadata } = await finished({ ...NEW, ...image });
		expect(data).toMatchObject([
			{ embedding_option: 'visual', embedding_scope: 'asset', start_sec: null },
		]);
		expect(metadata).toMatchObject({ input_type: 'image', input_filename: 'crane.png' });
		const large = { asset_id: asset('a.png', { media: { size: 33 * MB } }) };
		expect(await refusal({ ...NEW, ...image, image: { media_source: large } })).toBe(
			'400 parameter_invalid',
		);
	});

	it('has a vector for each page of a PDF, and five with quadrants', async () => {
		const pages = ['Cranes.', 'Ships.'];
		const { data, metadata } = await finished(document(pdf({ pages })));
		const numbers = data?.map(({ start_page_number: page }) => page).sort();
		expect(numbers).toEqual([1, 2]);
		expect(data?.[0]).toMatchObject({
			embedding_scope: 'page',
			end_page_number: expect.any(Number),
		});
		expect(metadata).toMatchObject({ embedding_options: ['visual'], embedding_scopes: ['local'] });
		const segmentation = { spatial: { strategy: 'quadrants' } };
		const quarters = await finished(document({ ...pdf({ pages }), segmentation }));
		expect(quarters.data).toHaveLength(10);
		expect(quarters.data?.filter(({ quadrant }) => quadrant === 'top_left')).toHaveLength(2);
	});

	it('has a vector for a text, or one for each few sentences', async () => {
		const whole = await finished(document(text()));
		expect(whole.data).toMatchObject([{ embedding_option: 'text', embedding_scope: 'asset' }]);
		const sequential = { strategy: 'sentence', max_sentences: 2, overlap_sentences: 1 };
		const { data } = await finished(
			document({
				...text(),
				segmentation: { sequential },
				embedding_scope: ['local'],
			}),
		);
		expect(data?.map(({ chunk_index: index }) => index).sort()).toEqual([0, 1]);
		expect(data?.[0]).toMatchObject({ embedding_option: 'text', embedding_scope: 'chunk' });
	});

	it.each<[string, () => object]>([
		[
			'text of a PDF by page',
			() => ({ ...pdf(), embedding_option: ['text'], embedding_scope: ['local'] }),
		],
		['what a text shows', () => ({ ...text(), embedding_option: ['visual'] })],
		['parts of a text without sentences', () => ({ ...text(), embedding_scope: ['local'] })],
		['fused vectors', () => ({ ...pdf(), embedding_type: ['fused_embedding'] })],
		['quadrants of a text', () => ({ ...text(), segmentation: { spatial: {} } })],
		[
			'sentences of a PDF',
			() => ({
				...pdf(),
				segmentation: { sequential: { strategy: 'sentence', max_sentences: 2 } },
			}),
		],
		[
			'sentences that overlap by all',
			() => ({
				...text(),
				segmentation: {
					sequential: { strategy: 'sentence', max_sentences: 2, overlap_sentences: 2 },
				},
			}),
		],
		['more than 512 MB', () => pdf({ media: { size: 513 * MB } })],
	])('is not embedded as %s', async (_, input) => {
		expect(await refusal(document(input()))).toBe('400 parameter_invalid');
	});

	it('fails when its pages are too many for its size, which quadrants multiply', async () => {
		const pages = Array.from({ length: 20 }, (_, n) => `Page ${n}.`);
		const dense = pdf({ pages, media: { size: MB } });
		expect(await finished(document(dense))).toMatchObject({ status: 'ready' });
		const segmentation = { spatial: { strategy: 'quadrants' } };
		expect(await finished(document({ ...dense, segmentation }))).toMatchObject({
			status: 'failed',
			error: { message: expect.stringContaining('100 pages') },
		});
	});
});

describe('The list of embedding tasks', () => {
	const seed = (createdAt: number, more: object = {}) =>
		bench.simulator.world.embeddingTasks.add({ createdAt, ...more }).id;

	it('is newest first, and goes back seven days without times', async () => {
		const now = bench.clock.now();
		bench.simulator.switches.expiredEmbeddings = 'failed';
		const [old, middle, recent] = [8, 6, 1].map((days) => seed(now - days * DAY));
		expect(await ids()).toEqual([recent, middle]);
		const at = (days: number) => new Date(now - days * DAY).toISOString();
		expect(await ids(`?started_at=${at(9)}`)).toEqual([recent, middle, old]);
		expect(await ids(`?ended_at=${at(6)}`)).toEqual([middle, old]);
		expect(await ids(`?started_at=${at(7)}&ended_at=${at(2)}`)).toEqual([middle]);
		expect(await ids('?page=2&page_limit=1')).toEqual([middle]);
	});

	it('is filtered by status', async () => {
		const now = bench.clock.now();
		const running = seed(now, { status: 'processing' });
		const failed = seed(now, { status: 'failed', failure: 'too noisy' });
		expect(await ids('?status=processing')).toEqual([running]);
		expect(await ids('?status=failed')).toEqual([failed]);
		expect((await bench.call('GET', `${path}?status=done`)).status).toBe(400);
		expect((await bench.call('GET', `${path}?started_at=yesterday`)).status).toBe(400);
		bench.simulator.switches.timeFilterFractions = 'refuse';
		const fraction = '2026-01-01T00:00:00.5Z';
		expect((await bench.call('GET', `${path}?ended_at=${fraction}`)).status).toBe(400);
	});

	it('describes what is embedded, without its vectors', async () => {
		const url = 'https://example.com/talk.mp3';
		await start({ ...OLD, input_type: 'audio', audio: { media_source: { url }, start_sec: 2 } });
		await start({ ...OLD, video: { media_source: { asset_id: asset('lift.mp4') } } });
		await start({
			...NEW,
			input_type: 'document',
			document: { media_source: { asset_id: asset('report.pdf') } },
		});
		await start({
			...NEW,
			input_type: 'image',
			image: { media_source: { asset_id: asset('crane.png') } },
		});
		const { body } = await bench.call<{ data: object[] }>('GET', path);
		expect(body.data).toEqual([
			expect.objectContaining({
				model_name: 'marengo3.5',
				image_embedding: {
					metadata: {
						input_filename: 'crane.png',
						image_embedding_option: ['visual'],
						image_embedding_scope: ['asset'],
					},
				},
			}),
			expect.objectContaining({
				document_embedding: {
					metadata: {
						input_filename: 'report.pdf',
						document_embedding_option: ['visual'],
						document_embedding_scope: ['local'],
					},
				},
			}),
			expect.objectContaining({
				status: 'processing',
				model_name: 'marengo3.0',
				video_embedding: {
					metadata: expect.objectContaining({
						duration: 12,
						video_embedding_option: ['visual', 'audio', 'transcription'],
						video_embedding_scope: ['clip', 'asset'],
					}),
				},
			}),
			expect.objectContaining({
				audio_embedding: {
					metadata: expect.objectContaining({ input_url: url, start_offset_sec: 2 }),
				},
			}),
		]);
		expect(JSON.stringify(body.data)).not.toContain('"embedding"');
	});
});
