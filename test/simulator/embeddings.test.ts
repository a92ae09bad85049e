import { CATEGORIES } from '../../simulator/quotas';
import { nearness, placesOf, refusalOf, type Vector } from './embedding';
import { useBench } from './support';

interface Embedded {
	data: Vector[];
	metadata?: Record<string, unknown>;
	usage?: { input_tokens: Record<string, number>; truncated: boolean };
}

const OLD = { model_name: 'marengo3.0' };
const NEW = { model_name: 'marengo3.5', input_type: 'multi_input' };
const MB = 1024 * 1024;

const bench = useBench();

const embed = async (body: object) => await bench.call<Embedded>('POST', '/embed-v2', body);
const embedded = async (body: object) => {
	const answer = await embed(body);
	expect(answer.status).toBe(200);
	return answer.body;
};
const refusal = async (body: object) => await refusalOf(bench, '/embed-v2', body);
const oldText = async (text: string) =>
	(await embedded({ ...OLD, input_type: 'text', text: { input_text: text } })).data[0];
const multi = async (input: object, more: object = {}) =>
	await embedded({ ...NEW, multi_input: input, ...more });
const asset = (filename: string, more: object = {}) =>
	bench.simulator.world.addAsset({ filename, status: 'ready', ...more }).id;

describe('A text', () => {
	it('has one vector without times, near those of texts with the same words', async () => {
		const { data, metadata, usage } = await embedded({
			...OLD,
			input_type: 'text',
			text: { input_text: 'a crane lifts a container' },
		});
		expect([metadata, usage, data.length]).toEqual([undefined, undefined, 1]);
		const none = { embedding_option: null, embedding_scope: null, start_sec: null, end_sec: null };
		expect(data[0]).toEqual({ embedding: expect.any(Array), ...none });
		const own = data[0]?.embedding;
		const like = (await oldText('the container hangs'))?.embedding;
		const unlike = (await oldText('coffee and cake'))?.embedding;
		expect(nearness(own, like)).toBeGreaterThan(nearness(own, unlike) + 0.2);
	});

	it('is multi_input for marengo3.5, which states dimension and tokens', async () => {
		const input = { input_text: 'a crane lifts a container' };
		const { data, metadata, usage } = await multi(input, { embedding_dimension: 256 });
		expect(data[0]?.embedding).toHaveLength(256);
		expect(metadata).toEqual({ input_type: 'multi_input', embedding_dimension: 256 });
		expect(usage).toEqual({ input_tokens: { text: 7 }, truncated: false });
		const full = (await multi(input)).data[0];
		expect(full).toMatchObject({ start_page_number: null, quadrant: null, chunk_index: null });
		expect(full?.embedding.slice(0, 256)).toEqual(data[0]?.embedding);
		const old = await oldText(input.input_text);
		expect(Math.abs(nearness(old?.embedding, full?.embedding))).toBeLessThan(0.2);
	});

	it('has the uncertainty of each dimension where it is asked for', async () => {
		const [first] = (await multi({ input_text: 'a' }, { embedding_uncertainty: true })).data;
		expect(first?.embedding_uncertainty).toHaveLength(512);
	});

	it('is refused when it is too long, or cut off where the request says so', async () => {
		const long = (tokens: number) => 'four'.repeat(tokens);
		const old = (tokens: number) => ({
			...OLD,
			input_type: 'text',
			text: { input_text: long(tokens) },
		});
		expect((await embed(old(500))).status).toBe(200);
		expect(await refusal(old(501))).toBe('400 parameter_invalid');
		const input = { multi_input: { input_text: long(2_001) } };
		expect(await refusal({ ...NEW, ...input })).toBe('400 parameter_invalid');
		const { usage } = await embedded({ ...NEW, ...input, auto_truncate: true });
		expect(usage).toEqual({ input_tokens: { text: 2_000 }, truncated: true });
		expect(await refusal({ ...NEW, multi_input: { input_text: ' ' } })).toBe(
			'400 parameter_invalid',
		);
	});
});

describe('An image', () => {
	const image = (place: object) => ({
		...OLD,
		input_type: 'image',
		image: { media_source: place },
	});

	it('is near its name, its scenes and its metadata', async () => {
		const scenes = ['a red crane'];
		const userMetadata = { site: 'north quay' };
		const asset_id = asset('harbour.png', { scenes, userMetadata });
		const { data, metadata } = await embedded(image({ asset_id }));
		expect(metadata).toEqual({ input_type: 'image', input_filename: 'harbour.png' });
		for (const text of ['harbour', 'red crane', 'north quay']) {
			const query = await oldText(text);
			expect(nearness(data[0]?.embedding, query?.embedding)).toBeGreaterThan(0.25);
		}
		const url = 'https://example.com/red%20crane.jpg';
		const linked = await embedded(image({ url }));
		expect(linked.metadata).toMatchObject({ input_url: url, input_filename: 'red crane.jpg' });
		expect(nearness(linked.data[0]?.embedding, data[0]?.embedding)).toBeGreaterThan(0.25);
	});

	it('has the same vector for the same bytes', async () => {
		const base64 = (text: string) => ({ base64_string: Buffer.from(text).toString('base64') });
		const vector = async (text: string) => (await embedded(image(base64(text)))).data[0]?.embedding;
		const own = await vector('pixels');
		expect(await vector('pixels')).toEqual(own);
		expect(Math.abs(nearness(own, await vector('others')))).toBeLessThan(0.2);
	});

	it('with a text is near to both', async () => {
		const { data, metadata } = await embedded({
			...OLD,
			input_type: 'text_image',
			text_image: { media_source: { asset_id: asset('crane.png') }, input_text: 'heavy rain' },
		});
		expect(metadata).toMatchObject({ input_type: 'text_image' });
		for (const text of ['heavy rain', 'crane.png']) {
			expect(nearness(data[0]?.embedding, (await oldText(text))?.embedding)).toBeGreaterThan(0.5);
		}
	});

	it('comes from exactly one place, is an image, and is ready', async () => {
		expect(await refusal(image({}))).toBe('400 parameter_invalid');
		const url = 'https://example.com/a.jpg';
		expect(await refusal(image({ url, asset_id: asset('a.png') }))).toBe('400 parameter_invalid');
		expect(await refusal(image({ url: 'a.jpg' }))).toBe('400 parameter_invalid');
		expect(await refusal(image({ asset_id: asset('a.mp4') }))).toBe('400 parameter_invalid');
		const early = bench.simulator.world.addAsset({ filename: 'a.png' }).id;
		expect(await refusal(image({ asset_id: early }))).toBe('400 asset_not_ready');
	});
});

describe('A video at once', () => {
	const more = { media: { duration: 20 }, scenes: ['crane', 'ship', 'truck'], spoken: ['A hook.'] };
	const video = (input: object = {}) => ({
		...OLD,
		input_type: 'video',
		video: { media_source: { asset_id: asset('lift.mp4', more) }, ...input },
	});

	it('has vectors by option, for each clip and the whole', async () => {
		const { data, metadata } = await embedded(video());
		expect(placesOf(data)).toEqual([
			'audio asset   0',
			'audio clip   0',
			'audio clip   6',
			'audio clip  12',
			'audio clip  18',
			'transcription asset   0',
			'transcription clip   0',
			'transcription clip   6',
			'transcription clip  12',
			'transcription clip  18',
			'visual asset   0',
			'visual clip   0',
			'visual clip   6',
			'visual clip  12',
			'visual clip  18',
		]);
		expect(metadata).toEqual({
			input_type: 'video',
			input_filename: 'lift.mp4',
			embedding_options: ['visual', 'audio', 'transcription'],
			embedding_scopes: ['clip', 'asset'],
			duration: 20,
		});
		const last = data.find(({ start_sec: start }) => start === 18);
		expect(last).toMatchObject({ end_sec: 20 });
	});

	it('has them in no order, but always the same', async () => {
		const starts = async () => {
			const clips = { embedding_option: ['visual'], embedding_scope: ['clip'] };
			return (await embedded(video(clips))).data.map(({ start_sec: start }) => Number(start));
		};
		const once = await starts();
		expect(await starts()).toEqual(once);
		expect(once).not.toEqual([...once].sort((a, b) => a - b));
	});

	it('has each clip near what it shows and says', async () => {
		const { data } = await embedded(video({ embedding_scope: ['clip'] }));
		const best = async (query: string) => {
			const asked = (await oldText(query))?.embedding;
			const [first] = data.toSorted(
				(a, b) => nearness(b.embedding, asked) - nearness(a.embedding, asked),
			);
			return `${first?.embedding_option} ${first?.start_sec}`;
		};
		expect(await best('a ship')).toBe('visual 6');
		expect(await best('truck')).toBe('visual 12');
		expect(await best('hook')).toMatch(/^transcription/);
		expect(await best('applause')).toBe('audio 6');
	});

	it('is cut as the request says, in the window it names', async () => {
		const input = {
			start_sec: 3,
			end_sec: 16,
			segmentation: { strategy: 'fixed', fixed: { duration_sec: 5 } },
			embedding_option: ['visual'],
		};
		const { data, metadata } = await embedded(video(input));
		expect(placesOf(data)).toEqual([
			'visual asset   3',
			'visual clip   3',
			'visual clip   8',
			'visual clip  13',
		]);
		expect(metadata).toMatchObject({ clip_length: 5, start_offset_sec: 3, end_offset_sec: 16 });
	});

	it('says in its window what begins in it', async () => {
		const spoken = ['A hook.', 'A rope.', 'A chain.'];
		const media_source = { asset_id: asset('talk.mp4', { media: { duration: 20 }, spoken }) };
		const { data } = await embedded(
			video({
				media_source,
				end_sec: 3,
				segmentation: { strategy: 'fixed', fixed: { duration_sec: 10 } },
				embedding_option: ['transcription'],
				embedding_scope: ['clip'],
			}),
		);
		const near = async (word: string) =>
			nearness(data[0]?.embedding, (await oldText(word))?.embedding);
		expect(await near('rope')).toBeGreaterThan(0.5);
		expect(await near('chain')).toBeLessThan(0.2);
	});

	it('can have one vector for all options, beside those of each or alone', async () => {
		const one = { embedding_option: ['visual', 'audio'], embedding_scope: ['asset'] };
		const both = { ...one, embedding_type: ['separate_embedding', 'fused_embedding'] };
		expect(placesOf((await embedded(video(both))).data)).toEqual([
			'audio asset   0',
			'fused asset   0',
			'visual asset   0',
		]);
		const alone = { ...one, embedding_type: ['fused_embedding'] };
		expect(placesOf((await embedded(video(alone))).data)).toEqual(['fused asset   0']);
	});

	it('has no transcription where nothing is spoken', async () => {
		const media_source = { asset_id: asset('calm.mp4', { speech: false }) };
		const { data } = await embedded(video({ media_source, embedding_option: ['transcription'] }));
		expect(data).toEqual([]);
	});

	it('has segments of 1 s, or not, as the switch says', async () => {
		const fixed = (seconds: number) =>
			video({ segmentation: { strategy: 'fixed', fixed: { duration_sec: seconds } } });
		const dynamic = (seconds: number) =>
			video({ segmentation: { strategy: 'dynamic', dynamic: { min_duration_sec: seconds } } });
		expect((await embed(fixed(1))).status).toBe(200);
		expect((await embed(dynamic(1))).status).toBe(200);
		bench.simulator.switches.segmentsOfOneSecond = 400;
		for (const body of [fixed(1), dynamic(1), fixed(11), dynamic(6)]) {
			expect(await refusal(body)).toBe('400 parameter_invalid');
		}
		expect((await embed(fixed(10))).status).toBe(200);
		expect((await embed(dynamic(5))).status).toBe(200);
	});

	it('keeps to the limits of the file', async () => {
		for (const wrong of [
			{ start_sec: 5, end_sec: 5 },
			{ end_sec: 21 },
			{ embedding_option: ['visual'], embedding_type: ['fused_embedding'] },
			{ embedding_option: [] },
		]) {
			expect(await refusal(video(wrong))).toBe('400 parameter_invalid');
		}
		const long = { asset_id: asset('long.mp4', { media: { duration: 601 } }) };
		expect(await refusal(video({ media_source: long }))).toBe('400 video_duration_too_long');
		expect((await embed(video({ media_source: long, end_sec: 600 }))).status).toBe(200);
		const short = { asset_id: asset('short.mp4', { media: { duration: 3 } }) };
		expect(await refusal(video({ media_source: short }))).toBe('400 video_duration_too_short');
	});

	it('is audio alone, too', async () => {
		const media_source = { asset_id: asset('talk.mp3', { media: { duration: 8 } }) };
		const { data, metadata } = await embedded({
			...OLD,
			input_type: 'audio',
			audio: { media_source },
		});
		expect(placesOf(data)).toEqual([
			'audio asset   0',
			'audio clip   0',
			'audio clip   6',
			'transcription asset   0',
			'transcription clip   0',
		]);
		expect(metadata).toMatchObject({ input_type: 'audio', duration: 8 });
	});
});

describe('Several inputs', () => {
	const source = (media_type: string, filename: string, more: object = {}) => ({
		media_type,
		asset_id: asset(filename, more),
	});
	const short = { media: { duration: 10, size: 5 * MB } };

	it('are one vector, near to text and sources', async () => {
		const media_sources = [
			{ ...source('image', 'crane.png'), name: 'machine' },
			source('video', 'ship.mp4', short),
		];
		const input = { input_text: '<@machine> in heavy rain', media_sources };
		const { data, usage } = await multi(input);
		expect(data).toHaveLength(1);
		expect(usage?.input_tokens).toEqual({ text: 6, image: 1, video: 1 });
		for (const text of ['rain', 'crane', 'ship']) {
			const query = (await multi({ input_text: text })).data[0];
			expect(nearness(data[0]?.embedding, query?.embedding)).toBeGreaterThan(0.15);
		}
	});

	it('of marengo3.0 are images and text', async () => {
		const body = (media_sources: object[]) => ({
			...OLD,
			input_type: 'multi_input',
			multi_input: { input_text: 'rain', media_sources },
		});
		const { usage, metadata } = await embedded(body([source('image', 'crane.png')]));
		expect([usage, metadata]).toEqual([undefined, { input_type: 'multi_input' }]);
		expect(await refusal(body([source('video', 'a.mp4', short)]))).toBe('400 parameter_invalid');
	});

	it.each<[string, () => object]>([
		['without anything', () => ({ media_sources: [] })],
		[
			'of different types without text',
			() => ({ media_sources: [source('image', 'a.png'), source('video', 'a.mp4', short)] }),
		],
		['of which a name is missing', () => ({ input_text: 'see <@a>', media_sources: [] })],
		[
			'with a PDF beside another',
			() => ({
				input_text: 'a',
				media_sources: [source('document', 'a.pdf'), source('image', 'a.png')],
			}),
		],
		[
			'that are all text',
			() => ({ input_text: 'a', media_sources: [source('document', 'a.txt')] }),
		],
		[
			'that last more than 30 s',
			() => ({ media_sources: [source('video', 'a.mp4', { media: { duration: 31, size: 9 } })] }),
		],
		[
			'above 32 MB',
			() => ({ media_sources: [source('image', 'a.png', { media: { size: 33 * MB } })] }),
		],
	])('%s are refused', async (_, input) => {
		expect(await refusal({ ...NEW, multi_input: input() })).toBe('400 parameter_invalid');
	});

	it('have an uncertainty only where they are of one kind, and no documents', async () => {
		const uncertain = { ...NEW, embedding_uncertainty: true };
		const image = { media_sources: [source('image', 'a.png')] };
		expect((await embed({ ...uncertain, multi_input: image })).status).toBe(200);
		const mixed = { ...image, input_text: 'rain' };
		expect(await refusal({ ...uncertain, multi_input: mixed })).toBe('400 parameter_invalid');
		const document = { media_sources: [source('document', 'a.pdf')] };
		expect(await refusal({ ...uncertain, multi_input: document })).toBe('400 parameter_invalid');
	});

	it('may be files that nothing is certain about', async () => {
		const url = 'https://example.com/clip.mp4';
		const video = { media_sources: [{ media_type: 'video', url }] };
		expect((await embed({ ...NEW, multi_input: video })).status).toBe(200);
		const text = Buffer.from('Ships arrive. Cranes lift.').toString('base64');
		const document = { media_sources: [{ media_type: 'document', base64_string: text }] };
		const { data } = await multi(document);
		const query = (await multi({ input_text: 'ships' })).data[0];
		expect(nearness(data[0]?.embedding, query?.embedding)).toBeGreaterThan(0.3);
	});
});

describe('What belongs to one model', () => {
	const text = { input_text: 'rain' };

	it.each([
		{ ...OLD, input_type: 'text', text, embedding_dimension: 512 },
		{ ...OLD, input_type: 'text', text, embedding_uncertainty: true },
		{ ...OLD, input_type: 'text', text, auto_truncate: true },
		{ ...NEW, input_type: 'text', text },
		{ ...NEW, multi_input: text, embedding_dimension: -1 },
	])('is refused with the other: %j', async (body) => {
		expect(await refusal(body)).toBe('400 parameter_invalid');
	});

	it('is kept as a defect of the client where a field is missing', async () => {
		expect(await refusal({ ...OLD, input_type: 'text' })).toBe('400 parameter_not_provided');
		expect(await refusal({ input_type: 'text', text })).toBe('400 parameter_not_provided');
		expect(bench.simulator.refusedRequests).toHaveLength(2);
	});
});

describe('What is too large', () => {
	it('is a 413, with a nested body or a flat one, as the switch says', async () => {
		const pages = Array.from({ length: 17 }, (_, n) => `Page ${n}.`);
		const asset_id = asset('dense.pdf', { pages, media: { size: MB } });
		const media_sources = [{ media_type: 'document', asset_id }];
		const body = { ...NEW, multi_input: { media_sources } };
		const { status, body: answer } = await embed(body);
		expect([status, answer]).toEqual([
			413,
			{ error: { code: 'content_too_large', message: expect.any(String) } },
		]);
		bench.simulator.switches.tooLargeBody = 'flat';
		expect((await embed(body)).body).toMatchObject({ code: 'content_too_large' });
	});

	it('is base64 above 36 MB, once it is decoded', async () => {
		const base64_string = 'A'.repeat(48 * MB + 4);
		const video = { media_source: { base64_string } };
		expect(await refusal({ ...OLD, input_type: 'video', video })).toBe('413 content_too_large');
	});
});

test('Quotas count embeddings by what is embedded', async () => {
	const { quotas } = bench.simulator;
	const media = quotas.add({ on: CATEGORIES.embedMedia, limit: 2, windowMs: 1_000 });
	const text = quotas.add({ on: CATEGORIES.embedText, limit: 1, windowMs: 1_000 });
	const url = 'https://example.com/a.mp4';
	const video = { media_source: { url }, embedding_scope: ['asset'] };
	expect((await embed({ ...OLD, input_type: 'video', video })).status).toBe(200);
	const task = { ...OLD, input_type: 'video', video };
	expect((await bench.call('POST', '/embed-v2/tasks', task)).status).toBe(202);
	const sources = { media_sources: [{ media_type: 'video', url }] };
	expect((await embed({ ...NEW, multi_input: sources })).status).toBe(429);
	expect((await embed({ ...NEW, multi_input: { input_text: 'rain' } })).status).toBe(200);
	expect((await embed({ ...OLD, input_type: 'text', text: { input_text: 'a' } })).status).toBe(429);
	expect((await bench.call('GET', '/embed-v2/tasks')).status).toBe(200);
	expect([media.accepted, media.refused, text.accepted, text.refused]).toEqual([2, 1, 1, 1]);
});

test('An indexed asset has vectors that are near those of the same words', async () => {
	const { world } = bench.simulator;
	const assetId = asset('lift.mp4', { media: { duration: 12 }, scenes: ['crane', 'ship'] });
	const indexId = world.addIndex().id;
	const { id } = world.addIndexedAsset({ indexId, assetId, status: 'ready' });
	const query = 'embedding_option=visual&embedding_option=audio';
	const { body } = await bench.call<{
		embedding: { video_embedding: { segments: Array<Record<string, unknown>> } };
	}>('GET', `/indexes/${indexId}/indexed-assets/${id}?${query}`);
	const { segments } = body.embedding.video_embedding;
	expect(segments).toHaveLength(4);
	const ship = (await oldText('a ship'))?.embedding;
	const [best] = segments.toSorted(
		(a, b) => nearness(b.float as number[], ship) - nearness(a.float as number[], ship),
	);
	expect(best).toMatchObject({ embedding_option: 'visual', start_offset_sec: 6 });
});
