import { validateExchange } from '../../simulator/contract';
import { startBench, useBench } from './support';

const INDEX_ID = '6720a1b2c3d4e5f600000001';
const KEY = { 'x-api-key': 'tlk_simulator' };

describe('A request that breaks the contract is refused and kept', () => {
	const bench = useBench();
	let path: string;

	beforeEach(() => {
		path = `/indexes/${bench.simulator.world.addIndex().id}/indexed-assets`;
	});

	const refused = async (method: string, to: string, body?: object | string) => {
		const { status, body: answer } = await bench.call<{ code: string }>(method, to, body);
		const [kept, ...rest] = bench.simulator.refusedRequests.splice(0);
		expect(rest).toEqual([]);
		expect(kept).toMatchObject({ method, code: answer.code, reason: expect.any(String) });
		return `${status} ${answer.code}`;
	};

	it('for a value outside an enumeration', async () => {
		expect(await refused('GET', `${path}?status=done`)).toBe('400 parameter_invalid');
		expect(await refused('GET', `${path}?status=ready,failed`)).toBe('400 parameter_invalid');
		expect(await refused('GET', '/assets?asset_types=film')).toBe('400 parameter_invalid');
	});

	it('for a value of the wrong type', async () => {
		expect(await refused('GET', '/indexes?page=first')).toBe('400 parameter_invalid');
		expect(await refused('GET', `${path}?duration=5`)).toBe('400 parameter_invalid');
		expect(await refused('GET', `${path}?width[gte]=1.5`)).toBe('400 parameter_invalid');
		expect(await refused('GET', '/indexes?index_name=a&index_name=b')).toBe(
			'400 parameter_invalid',
		);
	});

	it('for a query parameter that is not declared, unless the call collects them', async () => {
		expect(await refused('GET', '/indexes?limit=5')).toBe('400 parameter_unknown');
		expect(await refused('GET', `${path}?duration[gt]=5`)).toBe('400 parameter_unknown');
		expect(await refused('GET', `${path}?bitrate[gte]=5`)).toBe('400 parameter_unknown');
		expect((await bench.call('GET', `${path}?limit=5&title=what?&constructor=x`)).status).toBe(200);
		const query = { limit: '5', title: 'what?', constructor: 'x' };
		expect(bench.simulator.requests.at(-1)).toHaveProperty('query', query);
	});

	it('for a missing, malformed or wrongly typed body', async () => {
		expect(await refused('POST', path)).toBe('400 parameter_not_provided');
		expect(await refused('POST', path, {})).toBe('400 parameter_not_provided');
		expect(await refused('POST', path, { asset_id: 5 })).toBe('400 parameter_invalid');
		expect(await refused('POST', path, '{"asset_id":')).toBe('400 parameter_invalid');
		expect(await refused('POST', path, '[]')).toBe('400 parameter_invalid');
	});

	it('for a body where the call takes none', async () => {
		expect(await refused('DELETE', `${path}/${INDEX_ID}`, { force: true })).toBe(
			'400 parameter_unknown',
		);
	});

	it('for metadata that is neither text, number nor boolean', async () => {
		const { world } = bench.simulator;
		const body = { asset_id: world.addAsset({ status: 'ready' }).id, user_metadata: { tags: [] } };
		expect(await refused('POST', path, body)).toBe('400 parameter_invalid');
	});

	it('for JSON where a form is required', async () => {
		const body = { method: 'url', url: 'https://example.com/a.mp4' };
		expect(await refused('POST', '/assets', body)).toBe('400 content_type_invalid');
	});

	it('for a form without what its method needs', async () => {
		const { url, apiKey, refusedRequests } = bench.simulator;
		for (const method of ['url', 'direct', 'carrier-pigeon']) {
			const body = new FormData();
			body.append('method', method);
			const headers = { 'x-api-key': apiKey };
			expect((await fetch(`${url}/assets`, { method: 'POST', headers, body })).status).toBe(400);
		}
		expect(refusedRequests.map(({ code }) => code)).toEqual([
			'parameter_not_provided',
			'parameter_not_provided',
			'parameter_invalid',
		]);
	});

	it('for a text in a form that is no number where one is declared', async () => {
		const { url, apiKey } = bench.simulator;
		const statusFor = async (pageLimit: string) => {
			const body = new FormData();
			body.append('index_id', INDEX_ID);
			body.append('search_options', 'visual');
			body.append('page_limit', pageLimit);
			const headers = { 'x-api-key': apiKey };
			return (await fetch(`${url}/search`, { method: 'POST', headers, body })).status;
		};
		// 404: it fits, and there is no such index.
		expect([await statusFor('5'), await statusFor('five'), await statusFor('0x5')]).toEqual([
			404, 400, 400,
		]);
	});

	it('for a call that the API does not have', async () => {
		expect(await refused('GET', '/index')).toBe('404 endpoint_unknown');
		expect(await refused('GET', '/indexes/')).toBe('404 endpoint_unknown');
	});

	it('for a URL that is not encoded', async () => {
		expect(await refused('GET', '/indexes/100%')).toBe('400 parameter_invalid');
		const { body } = await bench.call('GET', '/indexes/a%252Fb');
		expect(body).toHaveProperty('message', 'a%2Fb is not an id of indexes.');
	});

	it('while requests that fit are kept apart', async () => {
		const { world, requests, refusedRequests } = bench.simulator;
		await bench.call('POST', path, { asset_id: world.addAsset({ status: 'ready' }).id });
		expect(refusedRequests).toEqual([]);
		expect(requests).toMatchObject([
			{ operationId: 'indexes-indexedAssets.create', method: 'POST', path, status: 202 },
		]);
	});
});

describe('An answer that breaks the contract', () => {
	it('becomes a 500 and is kept as a defect of the simulator', async () => {
		const { simulator, call } = await startBench();
		const index = simulator.world.addIndex();
		index.name = 5 as unknown as string;
		const answer = await call('GET', `/indexes/${index.id}`);
		await simulator.close();
		expect(answer).toMatchObject({ status: 500, body: { code: 'simulator_defect' } });
		expect(simulator.contractViolations).toMatchObject([
			{ operationId: 'indexes.retrieve', status: 200, problems: ['/index_name must be string'] },
		]);
	});
});

describe('The contract judges any exchange', () => {
	const request = { method: 'GET', url: `/v1.3/indexes/${INDEX_ID}`, headers: KEY };

	it('and finds nothing wrong with one that fits', async () => {
		const answer = { status: 200, body: { _id: INDEX_ID, expires_at: null } };
		expect(await validateExchange(request, answer)).toEqual([]);
	});

	it('whatever the case of the header names', async () => {
		const url = `/v1.3/indexes/${INDEX_ID}`;
		const headers = { 'X-Api-Key': 'tlk_simulator', 'Content-Type': 'application/json' };
		const body = { index_name: 'Talks' };
		expect(await validateExchange({ method: 'PUT', url, headers, body })).toEqual([]);
	});

	it('and names what is wrong with the request', async () => {
		const { url } = request;
		expect(await validateExchange({ ...request, headers: {} })).toEqual([
			expect.stringContaining('x-api-key'),
		]);
		expect(await validateExchange({ ...request, url: `${url}?page=1` })).toEqual([
			expect.stringContaining('parameter_unknown'),
		]);
		expect(await validateExchange({ ...request, method: 'TRACE' })).toEqual([
			expect.stringContaining('not part of the contract'),
		]);
	});

	it('and names what is wrong with the answer', async () => {
		const wrong = async (status: number, body?: unknown) =>
			(await validateExchange(request, { status, body })).join();
		expect(await wrong(200, { video_count: 'many' })).toBe('/video_count must be number');
		expect(await wrong(200)).toBe('status 200 needs a body');
		expect(await wrong(302)).toContain('declares no status 302');
		expect(await wrong(404, { code: 'resource_not_exist' })).toBe('');
		const removal = { ...request, method: 'DELETE' };
		expect(await validateExchange(removal, { status: 204 })).toEqual([]);
		expect(await validateExchange(removal, { status: 204, body: {} })).toEqual([
			'status 204 has no body',
		]);
	});

	const embeddingTask = { method: 'GET', url: `/v1.3/embed-v2/tasks/${INDEX_ID}`, headers: KEY };
	const analysisTask = { method: 'GET', url: `/v1.3/analyze/tasks/${INDEX_ID}`, headers: KEY };
	const created_at = '2026-11-25T04:40:10Z';

	it('and keeps the null of a field that is required and may be null', async () => {
		const embedding = { _id: INDEX_ID, status: 'processing', created_at, data: null };
		expect(await validateExchange(embeddingTask, { status: 200, body: embedding })).toEqual([]);
		const task = { task_id: INDEX_ID, status: 'queued', created_at, custom_id: null };
		expect(await validateExchange(analysisTask, { status: 200, body: task })).toEqual([]);
	});

	it('and keeps it beside a null that the contract does not declare', async () => {
		const body = { task_id: INDEX_ID, status: 'queued', created_at, custom_id: null, error: null };
		expect(await validateExchange(analysisTask, { status: 200, body })).toEqual([]);
	});

	it('and finds a required field missing that is absent, or null where it may not be', async () => {
		const absent = { task_id: INDEX_ID, status: 'queued', created_at };
		expect(await validateExchange(analysisTask, { status: 200, body: absent })).toEqual([
			"/ must have required property 'custom_id'",
		]);
		const body = { task_id: INDEX_ID, status: null, created_at, custom_id: null };
		expect(await validateExchange(analysisTask, { status: 200, body })).toEqual([
			"/ must have required property 'status'",
		]);
	});

	const search = (body: object) => ({
		method: 'POST',
		url: '/v1.3/search',
		headers: { ...KEY, 'content-type': 'multipart/form-data; boundary=x' },
		body,
	});

	it('and reads the texts of a form as the declared types', async () => {
		const form = { index_id: INDEX_ID, page_limit: '12', include_user_metadata: 'true' };
		expect(await validateExchange(search({ ...form, search_options: 'visual' }))).toEqual([]);
		expect(
			await validateExchange(search({ ...form, search_options: ['visual', 'audio'] })),
		).toEqual([]);
	});

	it('and refuses a text of a form that its type does not take', async () => {
		const form = { index_id: INDEX_ID, search_options: 'sound', page_limit: '1.5' };
		expect(await validateExchange(search(form))).toEqual([
			expect.stringMatching(
				/page_limit must be integer.*search_options\/0|search_options\/0.*page_limit must be integer/,
			),
		]);
	});
});
