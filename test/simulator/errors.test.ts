import { useBench } from './support';

const UNKNOWN_ID = 'ffffffffffffffffffffffff';

describe('The simulator answers errors as TwelveLabs does', () => {
	const bench = useBench({ apiKeys: ['tlk_one', 'tlk_two'] });

	it('lets every one of its keys in, and no other', async () => {
		const status = async (key: string) =>
			(await bench.call('GET', '/indexes', undefined, { 'x-api-key': key })).status;
		expect(await status('tlk_one')).toBe(200);
		expect(await status('tlk_two')).toBe(200);
		expect(await status('tlk_three')).toBe(401);
		expect(await status('')).toBe(401);
	});

	it('checks the key before anything else', async () => {
		const { simulator } = bench;
		for (const [method, path] of [
			['GET', '/indexes?nonsense=1'],
			['GET', '/nowhere'],
			['POST', '/indexes'],
		]) {
			const response = await fetch(simulator.url + path, { method });
			expect(response.status).toBe(401);
			expect(await response.json()).toMatchObject({ code: 'api_key_invalid' });
		}
		expect(simulator.refusedRequests).toEqual([]);
	});

	it('has two shapes for the body of an error', async () => {
		const flat = await bench.call('GET', `/indexes/${UNKNOWN_ID}`);
		expect(flat.body).toEqual({
			code: 'resource_not_exist',
			message: expect.stringContaining(UNKNOWN_ID),
			docs_url: expect.any(String),
		});
		bench.simulator.switches.errorShape = 'nested';
		const nested = await bench.call('GET', `/indexes/${UNKNOWN_ID}`);
		expect(nested.body).toEqual({
			error: { code: 'resource_not_exist', message: expect.stringContaining(UNKNOWN_ID) },
		});
	});

	it('answers an unknown id with 404 or 400, and a malformed one with 400 or 404', async () => {
		const { switches } = bench.simulator;
		const status = async (id: string) => (await bench.call('GET', `/assets/${id}`)).status;
		expect(await status(UNKNOWN_ID)).toBe(404);
		expect(await status('nonsense')).toBe(400);
		switches.unknownId = 400;
		expect(await status(UNKNOWN_ID)).toBe(400);
		switches.unknownId = 404;
		switches.malformedId = 404;
		expect(await status('nonsense')).toBe(404);
		expect(bench.simulator.refusedRequests).toEqual([]);
	});

	it('refuses an existing index name with 400 or 409', async () => {
		const models = [{ model_name: 'marengo3.0', model_options: ['visual'] }];
		const create = async () =>
			await bench.call('POST', '/indexes', { index_name: 'Talks', models });
		expect((await create()).status).toBe(201);
		expect(await create()).toMatchObject({
			status: 400,
			body: { code: 'index_name_already_exists' },
		});
		bench.simulator.switches.duplicateIndexName = 409;
		expect((await create()).status).toBe(409);
	});

	it('accepts or refuses a change that changes nothing', async () => {
		const { world, switches } = bench.simulator;
		const { id, indexId } = world.addIndexedAsset({ indexId: world.addIndex().id });
		const update = async () =>
			(await bench.call('PATCH', `/indexes/${indexId}/indexed-assets/${id}`, {})).status;
		expect(await update()).toBe(204);
		switches.emptyUpdate = 'refuse';
		expect(await update()).toBe(400);
	});

	it('says of a call that it does not simulate that it does not', async () => {
		const answer = await bench.call('GET', '/knowledge-stores');
		expect(answer.status).toBe(501);
		expect(answer.body).toHaveProperty('message', expect.stringContaining('indexes.list'));
	});

	it('puts version, trace id and its own time on every answer', async () => {
		bench.clock.advance(60_000);
		for (const path of ['/indexes', '/indexes?bad=1', '/nowhere']) {
			const { headers } = await bench.call('GET', path);
			expect(headers.get('x-api-version')).toBe('v1.3');
			expect(headers.get('x-trace-id')).toMatch(/^[0-9a-f]{32}$/);
			expect(Date.parse(String(headers.get('date')))).toBe(bench.clock.now());
		}
	});

	it('has null for the end of an index on a paid plan', async () => {
		const { id } = bench.simulator.world.addIndex();
		const expiry = async () =>
			(await bench.call<{ expires_at: unknown }>('GET', `/indexes/${id}`)).body.expires_at;
		expect(await expiry()).toEqual(expect.any(String));
		bench.simulator.switches.plan = 'paid';
		expect(await expiry()).toBeNull();
		expect(bench.simulator.contractViolations).toEqual([]);
	});
});
