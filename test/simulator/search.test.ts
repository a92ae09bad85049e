import { CATEGORIES } from '../../simulator/quotas';
import { useBench } from './support';

interface Clip {
	video_id: string;
	start: number;
	end: number;
	rank: number;
	thumbnail_url?: string;
	transcription?: string;
	user_metadata?: object;
}

interface Group {
	id: string;
	clips: Clip[];
	user_metadata?: object;
}

interface Found<Entry = Clip> {
	search_pool: { total_count: number; total_duration: number; index_id: string };
	data: Entry[];
	page_info: {
		limit_per_page: number;
		total_results: number;
		total_inner_matches?: number;
		page_expires_at: string;
		next_page_token?: string;
		prev_page_token?: string;
	};
	code?: string;
}

type Field = string | number | boolean | Blob;

const bench = useBench();
let indexId: string;

beforeEach(() => {
	indexId = bench.simulator.world.addIndex({ addons: ['thumbnail'] }).id;
});

/** A ready entry of the index, with an asset of its own. */
const add = (
	filename: string,
	asset: Parameters<typeof bench.simulator.world.addAsset>[0] = {},
	userMetadata = {},
) => {
	const { world } = bench.simulator;
	const media = { duration: 20, ...asset?.media };
	const { id } = world.addAsset({ filename, status: 'ready', ...asset, media });
	return world.addIndexedAsset({ indexId, assetId: id, status: 'ready', userMetadata }).id;
};

const post = async <Entry = Clip>(fields: Record<string, Field | Field[]>) => {
	const body = new FormData();
	for (const [name, value] of Object.entries({ index_id: indexId, ...fields })) {
		for (const each of [value].flat())
			body.append(name, typeof each === 'object' ? each : String(each));
	}
	const { url, apiKey } = bench.simulator;
	const headers = { 'x-api-key': apiKey };
	const response = await fetch(`${url}/search`, { method: 'POST', headers, body });
	return { status: response.status, body: (await response.json()) as Found<Entry> };
};
const search = async (text: string, fields: Record<string, Field | Field[]> = {}) =>
	(await post({ query_text: text, search_options: ['visual', 'transcription'], ...fields })).body;
const refusal = async (fields: Record<string, Field | Field[]>) => {
	const { status, body } = await post({ search_options: 'visual', ...fields });
	return `${status} ${body.code}`;
};
const videosOf = ({ data }: Found) => [...new Set(data.map(({ video_id }) => video_id))];

describe('A search', () => {
	it('finds the words of the query in file names, metadata, scenes and speech', async () => {
		const crane = add('crane-07.mp4', { spoken: ['Lower the hook two metres.'] });
		const quay = add('a.mp4', { scenes: ['a ship at the quay', 'a walkway'] }, { shift: 'night' });
		const cases = { crane, hook: crane, 'the quay': quay, Night: quay, hooks: crane };
		for (const [text, video] of Object.entries(cases)) {
			expect(videosOf(await search(text))).toEqual([video]);
		}
		expect((await search('a submarine')).data).toEqual([]);
	});

	it('ranks what has more of the words first, from 1, and the same way each time', async () => {
		add('port.mp4', { scenes: ['a crane', 'a crane lifts a container', 'a ship'] });
		const found = await search('crane lifts container', { search_options: 'visual' });
		expect(found.data.map(({ rank, start }) => [rank, start])).toEqual([
			[1, 6],
			[2, 0],
			[3, 18],
		]);
		expect((await search('crane lifts container', { search_options: 'visual' })).data).toEqual(
			found.data,
		);
	});

	it('has clips inside the video, with what is spoken in them, and a thumbnail if the index has', async () => {
		const video = add('tour.mp4', { media: { duration: 20 } });
		const { data, search_pool: pool } = await search('tour');
		expect(data.map(({ start, end }) => [start, end])).toEqual([
			[0, 6],
			[6, 12],
			[12, 18],
			[18, 20],
		]);
		expect(data[0]).toMatchObject({
			video_id: video,
			transcription: expect.stringContaining('Welcome to the show.'),
			thumbnail_url: expect.stringContaining(video),
		});
		expect(pool).toEqual({ total_count: 1, total_duration: 20, index_id: indexId });
		bench.simulator.world.indexes.get(indexId)?.addons.pop();
		expect((await search('tour')).data[0]).not.toHaveProperty('thumbnail_url');
	});

	it('looks for each option in its own place', async () => {
		const seen = add('a.mp4', { scenes: ['applauding people'], spoken: ['Nothing.'] });
		add('b.mp4', { spoken: ['Their applause was long.'] });
		const by = async (option: string) =>
			videosOf(await search('applause', { search_options: option }));
		expect(await by('visual')).toEqual([seen]);
		expect(await by('audio')).toHaveLength(2);
		const clips = await search('applause', { search_options: 'transcription' });
		expect(clips.data[0]?.transcription).toContain('applause');
	});

	it('takes spoken words as they are, or what is alike, as the transcription options say', async () => {
		add('a.mp4', { spoken: ['The shipment is late.'] });
		const by = async (text: string, ways: string[]) =>
			(await search(text, { search_options: 'transcription', transcription_options: ways })).data
				.length;
		expect(await by('shipments', ['lexical'])).toBe(0);
		expect(await by('shipments', ['semantic'])).toBeGreaterThan(0);
		expect(await by('shipment', ['lexical'])).toBeGreaterThan(0);
		expect(await refusal({ query_text: 'x', transcription_options: 'lexical' })).toBe(
			'400 parameter_invalid',
		);
	});

	it('wants one of the options, or all of them, as the operator says', async () => {
		const both = add('crane.mp4', { spoken: ['The crane is in the way.'], media: { duration: 5 } });
		const seen = add('crane.mp4', { spoken: ['Nothing is said.'], media: { duration: 5 } });
		expect(videosOf(await search('crane')).sort()).toEqual([both, seen].sort());
		expect(videosOf(await search('crane', { operator: 'and' }))).toEqual([both]);
	});

	it('covers what is ready in its index, and nothing else', async () => {
		const { world } = bench.simulator;
		world.addIndexedAsset({ indexId: world.addIndex().id, filename: 'tour.mp4', status: 'ready' });
		world.addIndexedAsset({ indexId, filename: 'tour.mp4' });
		expect(await search('tour')).toMatchObject({ data: [], search_pool: { total_count: 0 } });
	});

	it('narrows the videos down by the filter', async () => {
		const small = add(
			'a tour.mp4',
			{ media: { width: 640 } },
			{ shift: 2, night: true, site: 'quay' },
		);
		const large = add('b tour.mp4', { media: { width: 1920 } }, { shift: 5, night: false });
		const by = async (filter: object) =>
			videosOf(await search('tour', { filter: JSON.stringify(filter) })).sort();
		for (const filter of [
			{ id: [small] },
			{ filename: 'a tour.mp4' },
			{ width: { lte: 1000 } },
			{ width: 640 },
			{ shift: 2 },
			{ shift: { gte: 1, lte: 3 }, night: true },
			{ site: 'quay' },
		]) {
			expect(await by(filter)).toEqual([small]);
		}
		expect(await by({ id: [small, large] })).toEqual([small, large].sort());
		expect(await by({ filename: 'tour' })).toEqual([]);
		// The pool is the index.
		expect(await search('tour', { filter: '{"shift":99}' })).toMatchObject({
			data: [],
			search_pool: { total_count: 2 },
		});
	});

	it.each([
		'{"shift":',
		'[]',
		'{"id":"x"}',
		'{"width":"640"}',
		'{"shift":{"gt":1}}',
		'{"tag":["a"]}',
	])('refuses the filter %s', async (filter) => {
		expect(await refusal({ query_text: 'x', filter })).toBe('400 search_filter_invalid');
	});

	it('shows the metadata where it is asked for', async () => {
		add('tour.mp4', {}, { shift: 2 });
		expect((await search('tour')).data[0]).not.toHaveProperty('user_metadata');
		const { data } = await search('tour', { include_user_metadata: true });
		expect(data[0]).toMatchObject({ user_metadata: { shift: 2 } });
	});

	it('refuses an option that the index was not created for', async () => {
		const models = [{ model_name: 'marengo3.0', model_options: ['visual'] }];
		indexId = bench.simulator.world.addIndex({ models }).id;
		expect(await refusal({ query_text: 'x', search_options: 'transcription' })).toBe(
			'400 search_option_not_supported',
		);
	});

	it('refuses a query that is missing, or longer than 500 tokens', async () => {
		expect(await refusal({})).toBe('400 parameter_not_provided');
		expect(await refusal({ query_text: 'word '.repeat(401) })).toBe('400 parameter_invalid');
	});

	it('is counted by the quota of its category, and its further pages are not', async () => {
		for (let n = 0; n < 4; n++) add('tour.mp4');
		const quota = bench.simulator.quotas.add({ on: CATEGORIES.search, limit: 1, windowMs: 1_000 });
		const { page_info: page } = await search('tour', { page_limit: 1 });
		expect((await bench.call('GET', `/search/${page.next_page_token}`)).status).toBe(200);
		expect((await post({ query_text: 'x', search_options: 'visual' })).status).toBe(429);
		expect(quota).toMatchObject({ accepted: 1, refused: 1 });
	});
});

describe('A search by image', () => {
	const image = new Blob(['pixels'], { type: 'image/jpeg' });
	const byImage = { query_media_type: 'image', search_options: 'visual', page_limit: 50 };
	const keysOf = ({ data }: Found) => data.map(({ video_id, start }) => `${video_id} ${start}`);

	beforeEach(() => {
		for (let n = 0; n < 5; n++) add(`video-${n}.mp4`, { media: { duration: 60 } });
	});

	it('finds the same clips for the same image, and others for another', async () => {
		const first = (await post({ ...byImage, query_media_file: image })).body;
		expect(first.data.length).toBeGreaterThan(0);
		expect((await post({ ...byImage, query_media_file: image })).body.data).toEqual(first.data);
		const query_media_url = 'https://example.com/crane.jpg';
		const other = (await post({ ...byImage, query_media_url })).body;
		expect(keysOf(other)).not.toEqual(keysOf(first));
	});

	it('takes up to ten images together, and text beside them', async () => {
		const urls = (count: number) =>
			Array.from({ length: count }, (_, n) => `https://example.com/${n}.jpg`);
		const one = (await post({ ...byImage, query_media_url: urls(1) })).body.data.length;
		const query = { ...byImage, query_media_url: urls(9), query_media_file: image };
		expect((await post(query)).body.data.length).toBeGreaterThan(one);
		expect(await refusal({ ...query, query_media_url: urls(10) })).toBe('400 parameter_invalid');
		const { body } = await post({ ...query, query_text: 'video-3' });
		expect(videosOf(body)).toHaveLength(1);
	});

	it('uses the files beside the URLs, or not, as the switch says', async () => {
		const query_media_url = 'https://example.com/crane.jpg';
		const both = async () =>
			keysOf((await post({ ...byImage, query_media_url, query_media_file: image })).body);
		const together = await both();
		bench.simulator.switches.mediaUrlAndFile = 'urlOnly';
		expect(await both()).not.toEqual(together);
		expect(await both()).toEqual(keysOf((await post({ ...byImage, query_media_url })).body));
	});

	it('needs its media type, and the media type an image', async () => {
		expect(await refusal({ query_text: 'x', query_media_type: 'image' })).toBe(
			'400 parameter_not_provided',
		);
		expect(await refusal({ query_media_file: image })).toBe('400 parameter_not_provided');
		expect(await refusal({ ...byImage, query_media_url: 'crane.jpg' })).toBe(
			'400 parameter_invalid',
		);
	});

	it('stands for an entity that the text names, too', async () => {
		const one = await search('<@67d01b7ae5c2406f9d318e04>');
		expect(one.data.length).toBeGreaterThan(0);
		expect(keysOf(await search('<@67d01b7ae5c2406f9d318e05>'))).not.toEqual(keysOf(one));
	});
});

describe('The pages of a search', () => {
	const next = async <Entry = Clip>(token: string | undefined, query = '') =>
		await bench.call<Found<Entry>>('GET', `/search/${token}${query}`);
	const tokenOf = ({ page_info: info }: Found<unknown>) => info.next_page_token;

	beforeEach(() => {
		for (let n = 0; n < 3; n++) add(`tour-${n}.mp4`, {}, { n });
	});

	it('have each clip once, in the order of ranks, until there is no token', async () => {
		let page = await search('tour', { page_limit: 5 });
		const pages = [page];
		while (tokenOf(page) !== undefined) {
			page = (await next(tokenOf(page))).body;
			pages.push(page);
		}
		expect(pages.map(({ data }) => data.length)).toEqual([5, 5, 2]);
		const ranks = pages.flatMap(({ data }) => data.map(({ rank }) => rank));
		expect(ranks).toEqual(Array.from({ length: 12 }, (_, n) => n + 1));
		expect((await next(page.page_info.prev_page_token)).body.data).toEqual(pages[1]?.data);
	});

	it('show what was found, whatever has changed since', async () => {
		const { data } = await search('tour', { page_limit: 50 });
		const first = await search('tour', { page_limit: 6 });
		bench.simulator.world.remove(String(data.at(-1)?.video_id));
		add('tour-3.mp4');
		expect((await next(tokenOf(first))).body.data).toEqual(data.slice(6));
	});

	it('show the metadata only where each of them asks for it', async () => {
		const token = tokenOf(await search('tour', { page_limit: 5, include_user_metadata: true }));
		expect((await next(token)).body.data[0]).not.toHaveProperty('user_metadata');
		const asked = await next(token, '?include_user_metadata=true');
		expect(asked.body.data[0]).toMatchObject({ user_metadata: { n: expect.any(Number) } });
	});

	it('expire, counted from the page before or from the search, as the switch says', async () => {
		const first = await search('tour', { page_limit: 3 });
		expect(Date.parse(first.page_info.page_expires_at) - bench.clock.now()).toBe(600_000);
		bench.clock.advance(599_999);
		const second = (await next(tokenOf(first))).body;
		bench.clock.advance(1);
		expect((await next(tokenOf(first))).body.code).toBe('search_page_token_expired');
		bench.simulator.switches.searchPageExpiry = 'search';
		const third = await next(tokenOf(second));
		expect(third.status).toBe(200);
		expect((await next(tokenOf(third.body))).body.code).toBe('search_page_token_expired');
		bench.simulator.switches.searchPageLifeMs = 1_000_000;
		expect((await next('p-unheard-of')).status).toBe(400);
	});

	it('have videos, each with its clips, when they are grouped', async () => {
		const grouped = { group_by: 'video', page_limit: 2, search_options: 'visual' };
		const { body } = await post<Group>({ ...grouped, query_text: 'tour-1' });
		expect(body.data.map(({ clips }) => clips.length)).toEqual([4, 4]);
		expect(body.data[0]?.clips[0]).toMatchObject({ rank: 1, video_id: body.data[0]?.id });
		const rest = await next<Group>(tokenOf(body));
		expect(rest.body.data).toHaveLength(1);
	});

	it('show the metadata of a group at its clips, or at itself', async () => {
		const grouped = { group_by: 'video', include_user_metadata: true, search_options: 'visual' };
		const first = async () => (await post<Group>({ ...grouped, query_text: 'tour' })).body.data[0];
		expect((await first())?.clips[0]).toHaveProperty('user_metadata');
		bench.simulator.switches.groupedMetadata = 'group';
		const group = await first();
		expect(group).toHaveProperty('user_metadata');
		expect(group?.clips[0]).not.toHaveProperty('user_metadata');
	});

	it('count in total_results what its text says, or the other way round', async () => {
		const totals = async (group_by: string) => (await search('tour', { group_by })).page_info;
		expect(await totals('clip')).toMatchObject({ total_results: 3 });
		expect(await totals('video')).toMatchObject({ total_results: 12, total_inner_matches: 12 });
		bench.simulator.switches.searchTotals = 'reversed';
		expect(await totals('clip')).toMatchObject({ total_results: 12 });
		expect(await totals('video')).toMatchObject({ total_results: 3, total_inner_matches: 12 });
	});
});
