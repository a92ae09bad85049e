import { useBench } from './support';

interface Transcription {
	status: string;
	words?: Entry[];
	sentences?: Entry[];
	utterances?: Entry[];
	error?: { message: string };
}

interface Entry {
	start: number;
	end: number;
	value: string;
	speaker?: string;
}

describe('The transcription of an asset', () => {
	const bench = useBench();
	const asked = async (id: string, query = '') =>
		await bench.call<Transcription>('GET', `/assets/${id}/transcription${query}`);
	const ready = (wish: Parameters<typeof bench.simulator.world.addAsset>[0] = {}) => {
		const { id } = bench.simulator.world.addAsset({ status: 'ready', ...wish });
		bench.clock.advance(bench.simulator.switches.transcriptionLagMs);
		return id;
	};

	it('has the segmentations that are asked for, repeated or with commas, and words by default', async () => {
		const id = ready();
		expect(Object.keys((await asked(id)).body)).toEqual(['status', 'words']);
		for (const query of [
			'?include=sentences&include=utterances',
			'?include=sentences,utterances',
		]) {
			const { body } = await asked(id, query);
			expect(Object.keys(body)).toEqual(['status', 'sentences', 'utterances']);
		}
		expect((await asked(id, '?include=chapters')).status).toBe(400);
		bench.simulator.switches.transcriptionSegmentations = ['words'];
		expect((await asked(id, '?include=sentences')).body).toEqual({ status: 'ready' });
	});

	it('says the same each time, within the file, and each segmentation the same words', async () => {
		const id = ready({ media: { duration: 60 } });
		const query = '?include=words,sentences,utterances';
		const { body } = await asked(id, query);
		expect((await asked(id, query)).body).toEqual(body);
		const { words = [], sentences = [], utterances = [] } = body;
		expect(words.at(-1)?.end).toBeLessThanOrEqual(60);
		const textOf = (entries: Entry[]) => entries.map(({ value }) => value).join(' ');
		expect(textOf(words)).toBe(textOf(sentences));
		expect(textOf(words)).toBe(textOf(utterances));
		expect(new Set(utterances.map(({ speaker }) => speaker)).size).toBe(2);
		words.slice(1).forEach(({ start }, at) => expect(start).toBeGreaterThanOrEqual(words[at].end));
	});

	it('is pending until the asset is ready, and lags behind it', async () => {
		const { id } = bench.simulator.world.addAsset();
		expect((await asked(id)).body).toEqual({ status: 'pending' });
		bench.clock.advance(2_000);
		expect((await asked(id)).body).toEqual({ status: 'processing' });
		bench.clock.advance(1_000);
		expect((await asked(id)).body.status).toBe('ready');
	});

	it('fails with its asset, or by itself', async () => {
		for (const wish of [
			{ status: 'failed', failure: 'no' },
			{ transcriptionFailure: 'no' },
		] as const) {
			const { body } = await asked(ready(wish));
			expect(body).toEqual({ status: 'failed', error: { message: 'no' } });
		}
	});

	it('is not there without speech, or empty, as the switch says', async () => {
		const ids = [ready({ speech: false }), ready({ filename: 'cover.png' })];
		for (const id of ids) expect((await asked(id)).status).toBe(404);
		bench.simulator.switches.transcriptionWithoutSpeech = 'empty';
		for (const id of ids) expect((await asked(id)).body).toEqual({ status: 'ready', words: [] });
	});
});
