import { useBench } from './support';

interface Answered {
	id: string;
	data: string;
	finish_reason: string;
	usage: { input_tokens: number; output_tokens: number };
	error?: { message: string };
	code?: string;
	message?: string;
}

interface StreamEvent {
	event_type: string;
	text?: string;
	finish_reason?: string;
	metadata?: { generation_id: string; usage?: object };
	error?: { message: string };
}

const bench = useBench();
let assetId: string;

beforeEach(() => {
	assetId = bench.simulator.world.addAsset({
		filename: 'lift.mp4',
		status: 'ready',
		media: { duration: 60 },
		spoken: ['Lower the hook two metres.', 'Nobody stands below the load.'],
	}).id;
});

const video = () => ({ type: 'asset_id', asset_id: assetId });
const analyze = async (fields: object = {}) =>
	await bench.call<Answered>('POST', '/analyze', {
		video: video(),
		prompt: 'What about the hook?',
		stream: false,
		...fields,
	});
const refusal = async (fields: object) => {
	const { status, body } = await analyze(fields);
	return `${status} ${body.code}`;
};
const bySchema = async (json_schema: object, fields: object = {}) =>
	await analyze({ response_format: { type: 'json_schema', json_schema }, ...fields });
const instance = async (schema: object) =>
	JSON.parse((await bySchema(schema)).body.data) as unknown;

describe('An analysis', () => {
	it('answers with what is spoken about the words of the prompt, the same each time', async () => {
		const { status, body } = await analyze();
		expect(status).toBe(200);
		expect(body).toMatchObject({
			finish_reason: 'stop',
			usage: { output_tokens: expect.any(Number) },
		});
		expect(body.data).toContain('lift.mp4, 00:00:00 to 00:01:00. What about the hook?');
		expect(body.data).toContain('00:00:01 Lower the hook two metres.');
		expect(body.data).not.toContain('Nobody');
		expect(body).not.toHaveProperty('error');
		expect((await analyze()).body.data).toBe(body.data);
		expect((await analyze({ prompt: 'Summarize it.' })).body.data).toContain('Nobody');
	});

	it('is about its window, on the clock of the file', async () => {
		assetId = bench.simulator.world.addAsset({
			filename: 'lift.mp4',
			status: 'ready',
			media: { duration: 60 },
			clockStart: 3_600,
		}).id;
		const within = await analyze({ start_time: 3_610, end_time: 3_620 });
		expect(within.body.data).toContain('lift.mp4, 01:00:10 to 01:00:20.');
		for (const window of [{ start_time: 10 }, { end_time: 3_661 }, { start_time: 3_659.5 }]) {
			expect(await refusal(window)).toBe('400 parameter_invalid');
		}
	});

	it('answers about what is to be seen where nothing is spoken', async () => {
		assetId = bench.simulator.world.addAsset({
			filename: 'silent.mp4',
			status: 'ready',
			speech: false,
			scenes: ['a forklift'],
		}).id;
		expect((await analyze()).body.data).toContain('a forklift');
	});

	it('takes a video by its address, or with its bytes', async () => {
		const url = 'https://example.com/media/quay%20nine.mp4';
		const byUrl = await analyze({ video: { type: 'url', url } });
		expect(byUrl.body.data).toContain('quay nine.mp4');
		expect(
			(await analyze({ video: { type: 'base64_string', base64_string: 'AAAA' } })).status,
		).toBe(200);
	});

	it('takes images in the place of a video, of the newer model', async () => {
		const { world } = bench.simulator;
		const cover = world.addAsset({ filename: 'cover.png', status: 'ready' }).id;
		const asked = (fields: object) =>
			refusal({
				video: undefined,
				model_name: 'pegasus1.6',
				image: [{ name: 'a', asset_id: cover }],
				...fields,
			});
		expect(await asked({ prompt: 'What is <@a>?' })).toBe('200 undefined');
		expect(await asked({ model_name: undefined })).toBe('400 parameter_invalid');
		expect(await asked({ image: [{ name: 'a', asset_id: assetId }] })).toBe(
			'400 parameter_invalid',
		);
		const two = ['a', 'b'].map((name) => ({ name, url: 'https://example.com/x.png' }));
		expect(await asked({ image: two, prompt: '<@a> alone' })).toBe('400 parameter_invalid');
		expect(await asked({ image: two, prompt: '<@a> or <@b>' })).toBe('200 undefined');
		expect(await asked({ image: [two[0], two[0]] })).toBe('400 parameter_invalid');
		expect(await asked({ image: [{ ...two[0], name: 'a b' }] })).toBe('400 parameter_invalid');
	});

	it('takes reference images with a structured prompt, up to four', async () => {
		const sources = Array.from({ length: 5 }, (_, n) => ({
			name: `n${n}`,
			media_type: 'image',
			url: 'https://example.com/x.png',
		}));
		const asked = (media_sources: object[]) =>
			refusal({ prompt: undefined, prompt_v2: { input_text: 'Find <@n0>.', media_sources } });
		expect(await asked(sources.slice(1))).toBe('200 undefined');
		expect(await asked(sources)).toBe('400 parameter_invalid');
		expect(await asked([{ name: 'a', media_type: 'image' }])).toBe('400 parameter_invalid');
	});

	it('ends at max_tokens, and says so', async () => {
		const { body } = await analyze({ max_tokens: 10 });
		expect(body).toMatchObject({ finish_reason: 'length', usage: { output_tokens: 10 } });
		expect(body.error?.message).toContain('max_tokens');
		const whole = (await analyze()).body.data;
		expect(whole.startsWith(body.data)).toBe(true);
		expect(await refusal({ max_tokens: 0 })).toBe('400 parameter_invalid');
	});

	it('refuses an asset that does not exist, as the id of an indexed asset', async () => {
		const { world } = bench.simulator;
		const { id } = world.addIndexedAsset({
			indexId: world.addIndex().id,
			assetId,
			status: 'ready',
		});
		expect(await refusal({ video: { ...video(), asset_id: id } })).toBe('404 resource_not_exist');
	});

	it('refuses an asset that is not ready, with the status and code of the switch', async () => {
		const { world, switches } = bench.simulator;
		assetId = world.addAsset().id;
		const { body } = await analyze();
		expect(body.message).toContain('is being processed');
		switches.assetNotReady = { status: 409, code: 'asset_busy' };
		expect(await refusal({})).toBe('409 asset_busy');
	});

	it('refuses more than an hour, and what is no video', async () => {
		const { world } = bench.simulator;
		assetId = world.addAsset({ status: 'ready', media: { duration: 7_000 } }).id;
		expect(await refusal({})).toBe('400 video_duration_too_long');
		expect(await refusal({ end_time: 3_600 })).toBe('200 undefined');
		assetId = world.addAsset({ filename: 'manual.pdf', status: 'ready' }).id;
		expect(await refusal({})).toBe('400 parameter_invalid');
	});

	it('refuses a request without a prompt, and a temperature above 1', async () => {
		expect(await refusal({ prompt: undefined })).toBe('400 parameter_invalid');
		expect(await refusal({ temperature: 1.1 })).toBe('400 parameter_invalid');
	});
});

describe('A streamed analysis', () => {
	const stream = async (fields: object = {}) => {
		const { url, apiKey } = bench.simulator;
		const response = await fetch(`${url}/analyze`, {
			method: 'POST',
			headers: { 'x-api-key': apiKey, 'Content-Type': 'application/json' },
			body: JSON.stringify({ video: video(), prompt: 'Hook?', ...fields }),
		});
		const lines = (await response.text()).trimEnd().split('\n');
		const events = lines.map((line) => JSON.parse(line) as StreamEvent);
		return { type: response.headers.get('content-type'), events };
	};

	it('is what comes unless it is declined: events, one a line, that add up to the same text', async () => {
		const { type, events } = await stream();
		expect(type).toContain('application/x-ndjson');
		expect(events[0]).toMatchObject({ event_type: 'stream_start' });
		expect(events.at(-1)).toMatchObject({
			event_type: 'stream_end',
			finish_reason: 'stop',
			metadata: { generation_id: events[0]?.metadata?.generation_id, usage: expect.anything() },
		});
		const { body } = await analyze({ prompt: 'Hook?' });
		expect(events.map(({ text = '' }) => text).join('')).toBe(body.data);
		expect(events.length).toBeGreaterThan(4);
	});

	it('says at its end why it was cut off', async () => {
		const { events } = await stream({ max_tokens: 1 });
		expect(events.at(-1)).toMatchObject({
			finish_reason: 'length',
			error: { message: expect.stringContaining('max_tokens') },
		});
	});

	it('has the media type of the switch', async () => {
		bench.simulator.switches.streamContentType = 'application/json';
		expect((await stream()).type).toContain('application/json');
	});
});

describe('An answer by schema', () => {
	it('has the types, values and order of the schema, with times and sentences of the video', async () => {
		const answer = await instance({
			type: 'object',
			properties: {
				title: { type: 'string' },
				severity: { type: 'integer', minimum: 3, exclusiveMaximum: 5 },
				verdict: { type: 'string', enum: ['ok', 'bad'] },
				version: { const: 'v1' },
				score: { type: 'number', minimum: 0, maximum: 1 },
				safe: { type: 'boolean' },
				note: { type: ['string', 'null'] },
				nothing: { type: 'null' },
				at: { type: 'timestamp', format: 'hh:mm:ss' },
				day: { type: 'string', format: 'date' },
				code: { type: 'string', pattern: '^[A-Z]{3}-[0-9]{2}$' },
				chapters: {
					type: 'array',
					minItems: 1,
					items: {
						type: 'object',
						properties: {
							start_time: { type: 'number' },
							end_time: { type: 'string' },
							exact: { type: 'timestamp', format: 'hh:mm:ss.fff' },
							summary: { $ref: '#/$defs/text' },
						},
						required: ['start_time'],
					},
				},
				either: { anyOf: [{ type: 'integer' }, { type: 'null' }] },
			},
			required: ['title'],
			$defs: { text: { type: 'string' } },
		});
		expect(answer).toEqual({
			title: 'Lower the hook two metres.',
			severity: 3,
			verdict: 'ok',
			version: 'v1',
			score: 0.5,
			safe: true,
			note: 'Nobody stands below the load.',
			nothing: null,
			at: '00:00:01',
			day: '2026-01-05',
			code: expect.stringMatching(/^[A-Z]{3}-[0-9]{2}$/),
			chapters: [
				{
					start_time: 0.6,
					end_time: '00:00:02.600',
					exact: '00:00:00.600',
					summary: expect.any(String),
				},
				{
					start_time: 3.2,
					end_time: '00:00:05.200',
					exact: '00:00:03.200',
					summary: expect.any(String),
				},
				{
					start_time: 5.8,
					end_time: '00:00:07.800',
					exact: '00:00:05.800',
					summary: expect.any(String),
				},
			],
			either: 1,
		});
		expect(Object.keys(answer as object).slice(0, 3)).toEqual(['title', 'severity', 'verdict']);
	});

	it('ends where a schema refers to itself', async () => {
		const node = {
			type: 'object',
			properties: {
				name: { type: 'string' },
				children: { type: 'array', items: { $ref: '#/$defs/node' } },
				next: { anyOf: [{ $ref: '#/$defs/node' }, { type: 'null' }] },
			},
			required: ['name'],
		};
		const answer = await instance({ $ref: '#/$defs/node', $defs: { node } });
		expect(answer).toMatchObject({ name: expect.any(String), children: expect.any(Array) });
	});

	it('is cut off like any other, and is no JSON then', async () => {
		const schema = { type: 'object', properties: { all: { type: 'array', items: {} } } };
		const { body } = await bySchema(schema, { max_tokens: 3 });
		expect(body.finish_reason).toBe('length');
		expect(() => JSON.parse(body.data) as unknown).toThrow();
	});

	const inside = (schema: object) => ({ type: 'object', properties: { a: schema } });

	it.each([
		['minLength', inside({ type: 'string', minLength: 1 })],
		['maxLength', inside({ type: 'string', maxLength: 1 })],
		['additionalProperties', { ...inside({}), additionalProperties: false }],
		['uniqueItems', inside({ type: 'array', uniqueItems: true })],
		['maxItems', inside({ type: 'array', items: inside({ type: 'array', maxItems: 1 }) })],
		['minItems', inside({ type: 'array', minItems: 2 })],
		['oneOf', inside({ oneOf: [{ type: 'string' }] })],
	])('is refused for the keyword %s, with the status of the switch', async (keyword, schema) => {
		const { status, body } = await bySchema(schema);
		expect(status).toBe(422);
		expect(body.message).toContain(keyword);
		expect(body.message).toContain('response_format.json_schema');
		bench.simulator.switches.schemaRefusal = 400;
		expect((await bySchema(schema)).status).toBe(400);
	});

	it.each([
		['a timestamp without a format', inside({ type: 'timestamp' })],
		['a timestamp two levels deep', inside(inside({ type: 'timestamp', format: 'seconds' }))],
		['a type that there is not', inside({ type: 'date' })],
		['a reference to nothing', inside({ $ref: '#/$defs/none' })],
		[
			'a time that is a boolean',
			{ type: 'object', properties: { start_time: { type: 'boolean' } } },
		],
	])('is refused for %s', async (_reason, schema) => {
		const { status, body } = await bySchema(schema);
		expect(`${status} ${body.code}`).toBe('400 parameter_invalid');
		expect(body.message).toContain('response_format.json_schema.properties');
	});
});
