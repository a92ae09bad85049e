import { trimmed } from '../../../../api/plainText';

/** What was spoken in a time, in seconds. TwelveLabs may leave times out. */
export interface Spoken {
	text: string;
	start?: number;
	end?: number;
}

/** A part of a text that no line is cut in. Times are seconds. */
export interface Word {
	text: string;
	/** In characters as readers count them. */
	length: number;
	start: number;
	end: number;
	/** Whether it follows the word before it without a space. */
	isGlued: boolean;
}

/** Scripts that have no spaces between words, and their punctuation. */
const WITHOUT_SPACES =
	'\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}\\u3001-\\u303f\\uff00-\\uff65';

const BEGINS_WITHOUT_SPACES = new RegExp(`^[${WITHOUT_SPACES}]`, 'u');
const ENDS_WITHOUT_SPACES = new RegExp(`[${WITHOUT_SPACES}]$`, 'u');

/** Punctuation that stands right after a word, as an entry of its own. */
const CLOSING = /^[.,!?;:…%)\]}»”]+$/u;

const follows = (before: string, after: string): boolean =>
	CLOSING.test(after) || (ENDS_WITHOUT_SPACES.test(before) && BEGINS_WITHOUT_SPACES.test(after));

/** Texts in their order as one, with a space between two where their scripts have any. */
export const joined = (texts: readonly string[]): string =>
	texts.map(trimmed).reduce((before, text) => {
		if (before === '' || text === '') return before + text;
		return `${before}${follows(before, text) ? '' : ' '}${text}`;
	}, '');

const ASCII = /^[\x20-\x7e]*$/;

const characters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Characters as readers count them: an emoji of several code points is one. */
const charactersOf = (text: string): string[] =>
	ASCII.test(text)
		? text.split('')
		: Array.from(characters.segment(text), ({ segment }) => segment);

/**
 * The words of what was spoken, in the order of their times. A text of several words shares its time among them by their
 * lengths. A word that is longer than a line is cut into parts.
 * @param maxLength of a line, in characters
 */
export function wordsOf(spoken: readonly Spoken[], maxLength: number): Word[] {
	let before = '';
	return timed(spoken.filter(({ text }) => trimmed(text) !== '')).flatMap(
		({ text, start, end }) => {
			const words = partsOf(trimmed(text), maxLength);
			words[0].isGlued = before !== '' && follows(before, words[0].text);
			before = text;
			const total = words.reduce((sum, { length }) => sum + length, 0);
			let at = 0;
			const timeAt = (characterCount: number) => start + ((end - start) * characterCount) / total;
			return words.map(
				(word): Word => ({ ...word, start: timeAt(at), end: timeAt((at += word.length)) }),
			);
		},
	);
}

type Part = Pick<Word, 'text' | 'length' | 'isGlued'>;

function partsOf(text: string, maxLength: number): Part[] {
	return text.split(/\s+/u).flatMap((word) => {
		const all = charactersOf(word);
		const parts: Part[] = [];
		for (let at = 0; at < all.length; at += maxLength) {
			const part = all.slice(at, at + maxLength);
			parts.push({ text: part.join(''), length: part.length, isGlued: at > 0 });
		}
		return parts;
	});
}

/** Sorted by time, where what has none follows what stands before it, until the next one begins. */
function timed(spoken: readonly Spoken[]): Array<Required<Spoken>> {
	let last = 0;
	const started = spoken.map((entry) => {
		last = timeOf(entry.start) ?? last;
		const begun = { ...entry, start: last };
		last = Math.max(last, timeOf(entry.end) ?? last);
		return begun;
	});
	// Sorting keeps the order of equal times.
	const inOrder = started.sort((a, b) => a.start - b.start);
	return inOrder.map((entry, at) => {
		const end = timeOf(entry.end) ?? inOrder[at + 1]?.start ?? entry.start;
		return { ...entry, end: Math.max(entry.start, end) };
	});
}

const timeOf = (value: unknown): number | undefined =>
	typeof value === 'number' && Number.isFinite(value) ? Math.max(0, value) : undefined;
