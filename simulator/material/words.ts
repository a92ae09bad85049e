/** Words that do not narrow a question down. */
const STOP_WORDS = new Set(
	(
		'a about all an and any are as at be been but by can could did do does every find for from give had has have how ' +
		'if in into is it its just me moment moments of on or our part parts scene scenes show shown shows so some that ' +
		'the their then there these they this those to up us video videos was we were what when where which while who ' +
		'why will with would you your'
	).split(' '),
);

const WORD = /[\p{L}\p{N}]+/gu;

/** Words with as many first letters in common count as alike. */
const STEM_LETTERS = 4;

/** The words of a text that narrow a question down, each once, in lower case. */
export function wordsOf(text: string): string[] {
	return [...new Set(allWordsOf(text))].filter((word) => !STOP_WORDS.has(word));
}

/** Whether a text has all words of a phrase, one after the other, whatever the case. */
export function hasPhrase(phrase: string, text: string): boolean {
	const words = allWordsOf(phrase);
	return words.length > 0 && ` ${allWordsOf(text).join(' ')} `.includes(` ${words.join(' ')} `);
}

const allWordsOf = (text: string): string[] =>
	text.normalize('NFKC').toLowerCase().match(WORD) ?? [];

/** Whether two words mean about the same, as far as their spelling shows. */
export function areAlike(a: string, b: string): boolean {
	if (a === b) return true;
	if (a.length < STEM_LETTERS || b.length < STEM_LETTERS) return false;
	return a.startsWith(b.slice(0, STEM_LETTERS));
}

/** How many of the asked words a text has, by the given comparison. */
export function countMatches(
	asked: readonly string[],
	text: string,
	areEqual: (a: string, b: string) => boolean = areAlike,
): number {
	if (asked.length === 0) return 0;
	const words = wordsOf(text);
	return asked.filter((word) => words.some((each) => areEqual(word, each))).length;
}
