import type { Media } from '../records';

/** What is spoken, from second to second. */
interface Entry {
	start: number;
	end: number;
	value: string;
	speaker?: string;
}

export type Segmentation = 'words' | 'sentences' | 'utterances';

/** One text, cut in three ways. */
export type Transcript = Record<Segmentation, Entry[]>;

/** What is said where an asset brings no sentences of its own. */
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

/** The same for the same asset: its sentences in turn, as long as the file lasts, by two speakers. */
export function transcriptOf({
	media,
	spoken: lines = SPOKEN,
}: {
	media: Pick<Media, 'duration'>;
	spoken?: readonly string[];
}): Transcript {
	const transcript: Transcript = { words: [], sentences: [], utterances: [] };
	const { words, sentences, utterances } = transcript;
	let at = PAUSE_SECONDS;
	for (let n = 0; lines.length > 0; n++) {
		const value = lines[n % lines.length] ?? '';
		const spoken = value.split(' ').map((word, w) => timed(word, at + w * WORD_SECONDS));
		const sentence = { start: rounded(at), end: spoken.at(-1)?.end ?? at, value };
		if (sentence.end > media.duration) break;
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
	return transcript;
}

const timed = (value: string, at: number): Entry => ({
	start: rounded(at),
	end: rounded(at + WORD_SECONDS),
	value,
});

/** Seconds in hundredths, without the digits that binary fractions add. */
export const rounded = (seconds: number) => Math.round(seconds * HUNDREDTHS) / HUNDREDTHS;
