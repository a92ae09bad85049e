import { ApiError } from '../errors';
import { stepAt } from '../lifecycle';
import { assetTypeOf, type AssetRecord } from '../records';
import { handler, type Call, type Handler } from './call';
import { requireAsset } from './lookup';

interface Entry {
	start: number;
	end: number;
	value: string;
	speaker?: string;
}

type Segmentation = 'words' | 'sentences' | 'utterances';

const SPOKEN = [
	'Welcome to the show.',
	'Today we follow one shipment from the quay to the customer.',
	'Let us turn to the numbers & what they mean.',
	'Is that more than last year?',
	'Yes, by a third.',
	'Thank you for watching.',
];
const SPEAKERS = ['speaker_0', 'speaker_1'];
const SENTENCES_PER_UTTERANCE = 2;
const WORD_SECONDS = 0.4;
const PAUSE_SECONDS = 0.6;
const HUNDREDTHS = 100;

const retrieve = handler<{ asset_id: string }, { include?: string[] }>((call) => {
	const asset = requireAsset(call, call.path.asset_id);
	const status = statusOf(call, asset);
	const isSpoken = asset.speech ?? ['video', 'audio'].includes(assetTypeOf(asset.fileType));
	if (status === 'ready' && !isSpoken && call.switches.transcriptionWithoutSpeech === 404) {
		throw new ApiError(404, 'transcription_not_found', `Asset ${asset.id} has no transcription.`);
	}
	if (status === 'failed') {
		const message = asset.transcriptionFailure ?? asset.failure ?? 'unknown';
		return { status: 200, body: { status, error: { message } } };
	}
	if (status !== 'ready') return { status: 200, body: { status } };
	const all = isSpoken ? transcript(asset) : { words: [], sentences: [], utterances: [] };
	return { status: 200, body: { status, ...asked(call, all) } };
});

export const transcriptionHandlers: Record<string, Handler> = {
	'assets.retrieve-transcription': retrieve,
};

function statusOf({ switches, now }: Call, { life, transcriptionFailure }: AssetRecord) {
	const { status, at } = stepAt(life, now);
	if (status === 'processing') return 'pending';
	if (status === 'failed') return 'failed';
	if (now < at + switches.transcriptionLagMs) return 'processing';
	return transcriptionFailure === undefined ? 'ready' : 'failed';
}

/** The segmentations that were asked for, each repeated, or all in one value with commas. */
function asked({ query, switches }: Call<unknown, { include?: string[] }>, all: Transcript) {
	const names = (query.include ?? ['words']).flatMap((value) => value.split(',')) as Segmentation[];
	const given = names.filter((name) => switches.transcriptionSegmentations.includes(name));
	return Object.fromEntries(given.map((name) => [name, all[name]]));
}

type Transcript = Record<Segmentation, Entry[]>;

/** The same for the same asset: sentences as long as the file lasts, by two speakers in turn. */
function transcript({ media }: AssetRecord): Transcript {
	const words: Entry[] = [];
	const sentences: Entry[] = [];
	const utterances: Entry[] = [];
	let at = PAUSE_SECONDS;
	for (let n = 0; ; n++) {
		const value = SPOKEN[n % SPOKEN.length] ?? '';
		const spoken = value.split(' ').map((word, w) => timed(word, at + w * WORD_SECONDS));
		const sentence = { start: rounded(at), end: spoken.at(-1)?.end ?? at, value };
		if (sentence.end > media.duration) return { words, sentences, utterances };
		words.push(...spoken);
		sentences.push(sentence);
		const last = utterances.at(-1);
		if (last && n % SENTENCES_PER_UTTERANCE > 0) {
			last.end = sentence.end;
			last.value += ` ${value}`;
		} else {
			utterances.push({ ...sentence, speaker: SPEAKERS[utterances.length % SPEAKERS.length] });
		}
		at = sentence.end + PAUSE_SECONDS;
	}
}

const timed = (value: string, at: number): Entry => ({
	start: rounded(at),
	end: rounded(at + WORD_SECONDS),
	value,
});

const rounded = (seconds: number) => Math.round(seconds * HUNDREDTHS) / HUNDREDTHS;
