import type { INodeExecutionData } from 'n8n-workflow';

import { byId, errorOf, itemsOf, jsonOf } from './harness';
import { DEFAULT_SWITCHES } from '../../simulator/switches';
import { useWorld } from './world';

const world = useWorld();

beforeEach(() => void Object.assign(world.simulator.switches, DEFAULT_SWITCHES));

type NewAsset = Parameters<typeof world.simulator.world.addAsset>[0];

/** An asset that was ready a minute ago, of 14 seconds: three sentences. */
const talk = (wish: NewAsset = {}) =>
	world.simulator.world.addAsset({
		filename: 'talk.mp4',
		status: 'ready',
		createdAt: Date.now() - 60_000,
		media: { duration: 14 },
		...wish,
	}).id;

const run = async (
	id: string,
	parameters: object = {},
	more: Parameters<typeof world.run>[2] = {},
) =>
	await world.run(
		'getTranscription',
		{ resource: 'asset', assetId: byId(id), ...parameters } as never,
		more,
	);

/** What was asked for, request by request. */
const included = () =>
	world.simulator.requests
		.filter(({ path }) => path.endsWith('/transcription'))
		.map(({ query }) => [query.include].flat());

const fileIn = (item: INodeExecutionData) => {
	const { data = '', ...about } = item.binary?.data ?? {};
	return { ...about, content: Buffer.from(String(data), 'base64').toString('utf8') };
};

const SENTENCES = [
	'Welcome to the show.',
	'Today we follow one shipment from the quay to the customer.',
	'Let us turn to the numbers & what they mean.',
];

describe('a transcription as a list', () => {
	test('has an item for each sentence with its times, paired with its input', async () => {
		const ended = await run(talk());
		expect(jsonOf(ended)).toEqual([
			{ start: 0.6, end: 2.2, text: SENTENCES[0] },
			{ start: 2.8, end: 7.2, text: SENTENCES[1] },
			{ start: 7.8, end: 11.8, text: SENTENCES[2] },
		]);
		expect(itemsOf(ended).map(({ pairedItem }) => pairedItem)).toEqual(
			SENTENCES.map(() => ({ item: 0 })),
		);
		expect(itemsOf(ended).some(({ binary }) => binary !== undefined)).toBe(false);
		expect(included()).toEqual([['sentences']]);
	});

	test('has utterances with their speakers, or words', async () => {
		const id = talk();
		expect(jsonOf(await run(id, { transcriptFormat: 'utterances' }))).toEqual([
			{ start: 0.6, end: 7.2, text: `${SENTENCES[0]} ${SENTENCES[1]}`, speaker: 'speaker_0' },
			{ start: 7.8, end: 11.8, text: SENTENCES[2], speaker: 'speaker_1' },
		]);
		const words = jsonOf(await run(id, { transcriptFormat: 'words' }));
		expect(words.map(({ text }) => text).join(' ')).toBe(SENTENCES.join(' '));
		expect(words[0]).toEqual({ start: 0.6, end: 1, text: 'Welcome' });
	});

	test('says so where TwelveLabs left out what was asked for, and gives what there is', async () => {
		world.simulator.switches.transcriptionSegmentations = ['words'];
		const lines: string[] = [];
		const id = talk();
		const items = jsonOf(await run(id, {}, { onConsole: (line) => lines.push(line) }));
		expect(items[0]).toEqual({ start: 0.6, end: 1, text: 'Welcome', segmentation: 'words' });
		expect(included()).toEqual([['sentences'], ['utterances', 'words']]);
		expect(lines.join()).toContain(`Asset ${id}: TwelveLabs gave no sentences, these are words`);
	});

	test('refuses a format that there is not, before anything is sent', async () => {
		const error = errorOf(await run(talk(), { transcriptFormat: 'docx' }));
		expect(error.message).toMatch(/^Format: "docx" is none of .*srt.* \[item 0\]$/);
		expect(world.sent()).toEqual([]);
	});
});

describe('a transcription as one item', () => {
	test('is the text, with no more requests than one', async () => {
		const ended = await run(talk(), { transcriptFormat: 'text' });
		expect(jsonOf(ended)).toEqual([{ text: SENTENCES.join(' ') }]);
		expect(world.sent()).toHaveLength(1);
	});

	const SRT = [
		'1\n00:00:00,600 --> 00:00:02,200\nWelcome to the show.\n',
		'2\n00:00:02,800 --> 00:00:07,200\nToday we follow one shipment\nfrom the quay to the customer.\n',
		'3\n00:00:07,800 --> 00:00:11,800\nLet us turn to the\nnumbers & what they mean.\n',
	].join('\n');
	const VTT = `WEBVTT\n\n${SRT.replace(/^\d\n/gm, '')
		.replace(/,(\d{3})/g, '.$1')
		.replace('&', '&amp;')}`;

	test.each([
		['srt', 'application/x-subrip', SRT],
		['vtt', 'text/vtt', VTT],
	])('is a file of %s with the name of the asset', async (format, mimeType, content) => {
		const ended = await run(talk(), { transcriptFormat: format });
		expect(jsonOf(ended)).toEqual([{ text: content }]);
		const [item] = itemsOf(ended);
		expect(item.pairedItem).toEqual({ item: 0 });
		expect(Object.keys(item.binary ?? {})).toEqual(['data']);
		expect(fileIn(item)).toMatchObject({
			fileName: `talk.${format}`,
			fileExtension: format,
			mimeType,
			content,
		});
		expect(included()).toEqual([['words']]);
	});

	test.each([
		['a/b\\c: d?.mp4', 'a_b_c_ d_.srt'],
		['v1.2 final.mov', 'v1.2 final.srt'],
		['no ending', 'no ending.srt'],
		['ü'.repeat(70), `${'ü'.repeat(60)}.srt`],
	])('has a name that a file can have: %s', async (filename, expected) => {
		const [item] = itemsOf(await run(talk({ filename }), { transcriptFormat: 'srt' }));
		expect(fileIn(item).fileName).toBe(expected);
		expect(item.binary?.data.directory).toBeUndefined();
	});

	test('has its ID for a name where it has no other', async () => {
		const id = talk({ filename: '.mp4' });
		const [item] = itemsOf(await run(id, { transcriptFormat: 'srt' }));
		expect(fileIn(item).fileName).toBe(`${id}.srt`);
	});

	test('is cut by the times of sentences where there are no words', async () => {
		world.simulator.switches.transcriptionSegmentations = ['sentences'];
		const [{ text }] = jsonOf(await run(talk(), { transcriptFormat: 'srt' }));
		expect(text).toBe(SRT);
	});

	test('of several items goes with the right one', async () => {
		const ids = ['one.mp4', 'two.mp4'].map((filename) => talk({ filename }));
		const parameters = { assetId: byId('={{ $json.id }}'), transcriptFormat: 'vtt' };
		const ended = await run('', parameters, { input: ids.map((id) => ({ json: { id } })) });
		expect(itemsOf(ended).map((item) => [fileIn(item).fileName, item.pairedItem])).toEqual([
			['one.vtt', { item: 0 }],
			['two.vtt', { item: 1 }],
		]);
	});
});

describe('a transcription that is not ready', () => {
	test('says what to do, with the status for the error output', async () => {
		const id = talk({ createdAt: Date.now() });
		world.simulator.switches.transcriptionLagMs = 600_000;
		const error = errorOf(await run(id));
		expect(error.message).toBe(`The transcription of asset ${id} is being made`);
		expect(error.description).toContain('Turn on Wait for Completion');
		const [item] = jsonOf(await run(id, {}, { onError: 'continueErrorOutput' }), 1);
		expect(item.details).toMatchObject({ asset_id: id, status: 'processing' });
		expect(errorOf(await run(talk({ status: 'processing' }))).message).toMatch(/is pending$/);
	});

	test('is waited for, asset and transcription, where the user wants it', async () => {
		const { id } = world.simulator.world.addAsset({ media: { duration: 14 } });
		world.simulator.switches.transcriptionLagMs = 30_000;
		const ended = await run(id, { options: { waitForCompletion: true } });
		expect(jsonOf(ended).map(({ text }) => text)).toEqual(SENTENCES);
		expect(included().length).toBeGreaterThan(1);
	});

	test('is waited for no longer than the user wants', async () => {
		const id = talk({ createdAt: Date.now() });
		world.simulator.switches.transcriptionLagMs = 600_000;
		const error = errorOf(
			await run(id, { options: { waitForCompletion: true, maxWaitMinutes: 2 } }),
		);
		expect(error.message).toBe(
			`The transcription of asset ${id} was still being made after 2 minutes`,
		);
		expect(error.description).toContain('raise Max Wait (Minutes)');
	});
});

describe('a transcription that there is not', () => {
	test.each([{}, { options: { waitForCompletion: true } }])(
		'gives the reason of TwelveLabs: %j',
		async (parameters) => {
			const id = talk({ transcriptionFailure: 'The language is not supported' });
			const error = errorOf(await run(id, parameters));
			expect(error.message).toBe(
				'TwelveLabs could not transcribe the asset: The language is not supported',
			);
			expect(error.description).toContain(id);
		},
	);

	test('since the asset could not be processed gives that reason', async () => {
		const id = talk({ status: 'failed', failure: 'broken file' });
		expect(errorOf(await run(id)).message).toMatch(/could not transcribe the asset: broken file$/);
		const waited = errorOf(await run(id, { options: { waitForCompletion: true } }));
		expect(waited.message).toMatch(/could not process the asset: broken file$/);
	});

	test.each([404, 400] as const)(
		'since nothing is spoken says so, not that the asset is gone',
		async (unknownId) => {
			world.simulator.switches.unknownId = unknownId;
			const id = talk({ speech: false });
			for (const options of [{}, { waitForCompletion: true }]) {
				const error = errorOf(await run(id, { options }));
				expect(error.message).toBe(`Asset ${id} has no transcription`);
				expect(error.description).toContain('no speech');
			}
		},
	);

	test('of an asset that is gone names the asset', async () => {
		const id = '6a1b00000000000000000fff';
		const error = errorOf(await run(id));
		expect(error.message).toBe(`Asset ${id} does not exist, or is in another account`);
	});

	test('of an asset that is still processed, where TwelveLabs does not find it yet, is not final', async () => {
		const id = talk({ status: 'processing' });
		world.simulator.faults.add({
			on: 'assets.retrieve-transcription',
			respond: { status: 404, body: { code: 'resource_not_exist', message: 'Not there.' } },
		});
		const error = errorOf(await run(id));
		expect(error.message).toBe(`The transcription of asset ${id} is not ready yet`);
		expect(error.description).toContain('Turn on Wait for Completion');
	});

	test('has none of the segmentations: that is no silence', async () => {
		world.simulator.switches.transcriptionSegmentations = [];
		const id = talk();
		const error = errorOf(await run(id));
		expect(error.message).toBe(`TwelveLabs gave no sentences for the transcription of asset ${id}`);
		expect(error.description).toContain('no utterances and no words');
	});

	test('is empty without speech, where TwelveLabs has it so: no items, an empty text, a file without cues', async () => {
		world.simulator.switches.transcriptionWithoutSpeech = 'empty';
		const id = talk({ speech: false });
		expect(jsonOf(await run(id))).toEqual([]);
		expect(jsonOf(await run(id, { transcriptFormat: 'text' }))).toEqual([{ text: '' }]);
		const [srt] = itemsOf(await run(id, { transcriptFormat: 'srt' }));
		expect([srt.json, fileIn(srt).content]).toEqual([{ text: '' }, '']);
		const [vtt] = itemsOf(await run(id, { transcriptFormat: 'vtt' }));
		expect([vtt.json, fileIn(vtt).content]).toEqual([{ text: 'WEBVTT\n' }, 'WEBVTT\n']);
	});
});
