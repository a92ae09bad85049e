import { wordsOf, type Spoken, type Word } from './words';

/** What players show without shrinking it, and people read at a glance. */
const MAX_LINE_LENGTH = 42;
const MAX_LINES = 2;

/** As long as readers keep their eyes on a subtitle. */
const MAX_CUE_S = 7;

/** Nothing is said for so long: the subtitle goes. */
const MAX_PAUSE_S = 1.5;

/** A sentence that is shorter shares its cue with the next one, so that it does not flicker. */
const MIN_SENTENCE_S = 1;

/** WebVTT wants the end of a cue to be later than its start. */
const MIN_CUE_MS = 1;

const SECOND_MS = 1_000;

const SENTENCE_END = /[.?!…。？！।؟]["'»”’)\]]*$/u;

/** What is shown for a time, in whole milliseconds. Cues do not overlap. */
export interface Cue {
	startMs: number;
	endMs: number;
	/** One or two lines. */
	lines: string[];
}

/** Makes cues out of what was spoken, cut between words. */
export function cuesOf(spoken: readonly Spoken[]): Cue[] {
	const words = wordsOf(spoken, MAX_LINE_LENGTH);
	// Where two speak at once, one text may begin before another has ended.
	const groups = grouped(words).sort(([a], [b]) => a.start - b.start);
	let lastEnd = 0;
	return groups.map((group, at): Cue => {
		const startMs = Math.max(inMs(group[0].start), lastEnd);
		const spokenEnd = inMs(Math.max(...group.map(({ end }) => end)));
		const next = groups[at + 1];
		const end = next ? Math.min(spokenEnd, inMs(next[0].start)) : spokenEnd;
		lastEnd = Math.max(startMs + MIN_CUE_MS, end);
		return { startMs, endMs: lastEnd, lines: linesOf(group) };
	});
}

const inMs = (seconds: number): number => Math.round(seconds * SECOND_MS);

/** The words of each cue. */
function grouped(words: readonly Word[]): Word[][] {
	const groups: Word[][] = [];
	let layout = new Layout();
	for (const word of words) {
		const group = groups.at(-1);
		if (group && !endsBefore(group, word) && layout.takes(word)) {
			group.push(word);
		} else {
			groups.push([word]);
			layout = new Layout();
			layout.takes(word);
		}
	}
	return groups;
}

function endsBefore(group: readonly Word[], word: Word): boolean {
	const { start } = group[0];
	const last = group[group.length - 1];
	const isSentence = SENTENCE_END.test(last.text) && last.end - start >= MIN_SENTENCE_S;
	const isOfAnother = word.start < last.start;
	const isAfterPause = word.start - last.end > MAX_PAUSE_S;
	return isSentence || isOfAnother || isAfterPause || word.end - start > MAX_CUE_S;
}

const widthAfter = (length: number, word: Word): number =>
	length === 0 ? word.length : length + (word.isGlued ? 0 : 1) + word.length;

/** Whether words fit into the lines of a cue, each line as full as it gets. */
class Layout {
	private lines = 1;
	private length = 0;

	/** @returns whether there is room for one more word */
	takes(word: Word): boolean {
		const length = widthAfter(this.length, word);
		if (length <= MAX_LINE_LENGTH) {
			this.length = length;
			return true;
		}
		if (this.lines === MAX_LINES) return false;
		this.lines++;
		this.length = word.length;
		return true;
	}
}

/** One line where it is enough, else two of lengths as equal as possible. */
function linesOf(words: readonly Word[]): string[] {
	if (lengthOf(words) <= MAX_LINE_LENGTH) return [lineOf(words)];
	const cuts = words.slice(1).map((_, at) => [words.slice(0, at + 1), words.slice(at + 1)]);
	const longest = (lines: Word[][]) => Math.max(...lines.map(lengthOf));
	return cuts.reduce((best, cut) => (longest(cut) < longest(best) ? cut : best)).map(lineOf);
}

const lengthOf = (words: readonly Word[]): number => words.reduce(widthAfter, 0);

const lineOf = (words: readonly Word[]): string =>
	words.map(({ text, isGlued }, at) => (at === 0 || isGlued ? text : ` ${text}`)).join('');
