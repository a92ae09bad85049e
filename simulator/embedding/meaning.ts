import { createHash } from 'node:crypto';

import { wordsOf } from '../material/words';

/** What something is about: how much each feature (a word, the beginning of a word, the bytes of a file) counts. */
export type Meaning = ReadonlyMap<string, number>;

/** Without a word of its own, the dimension of a vector. */
export const DEFAULT_DIMENSION = 512;

/** The bits of a SHA-512: one sign for each of so many dimensions. */
const SIGNS_PER_HASH = 512;

/** Two words that begin alike are about half as near as two equal ones. */
const STEM_LETTERS = 4;
const STEM_WEIGHT = 0.5;

/** Keeps a vector of 512 dimensions below 5 kB of JSON. */
const DECIMALS = 1e6;

/** What a text is about: its words, each once. A text without any word is about itself. */
export function meaningOf(text: string): Meaning {
	const words = wordsOf(text);
	if (words.length === 0) return new Map([[`text ${text}`, 1]]);
	const meaning = new Map(words.map((word) => [`word ${word}`, 1]));
	for (const word of words) {
		if (word.length < STEM_LETTERS) continue;
		const stem = `stem ${word.slice(0, STEM_LETTERS)}`;
		meaning.set(stem, (meaning.get(stem) ?? 0) + STEM_WEIGHT);
	}
	return meaning;
}

/** What a file is about of which only the bytes are given: the same for the same bytes. */
export const meaningOfBytes = (sha256: string): Meaning => new Map([[`bytes ${sha256}`, 1]]);

/** Several things in one, each with the same weight. */
export function mixed(parts: readonly Meaning[]): Meaning {
	const all = new Map<string, number>();
	for (const part of parts) {
		const length = Math.hypot(...part.values());
		for (const [feature, weight] of part) {
			all.set(feature, (all.get(feature) ?? 0) + weight / length);
		}
	}
	return all;
}

/**
 * A vector for a meaning: near those of meanings with the same features, and at about a right angle to all others. A shorter
 * vector is the head of a longer one; that of 512 dimensions has the length 1.
 * @param model vectors of different models cannot be compared
 */
export function vectorOf(meaning: Meaning, model: string, dimension = DEFAULT_DIMENSION): number[] {
	const sums = new Float64Array(Math.max(dimension, DEFAULT_DIMENSION));
	for (const [feature, weight] of meaning) addSigned(sums, `${model} ${feature}`, weight);
	const length = Math.hypot(...sums.subarray(0, DEFAULT_DIMENSION));
	return Array.from(
		sums.subarray(0, dimension),
		(sum) => Math.round((sum / length) * DECIMALS) / DECIMALS,
	);
}

/** Adds the weight or its negative to each sum: the signs are random, but always the same for a feature. */
function addSigned(sums: Float64Array, feature: string, weight: number): void {
	for (let block = 0; block * SIGNS_PER_HASH < sums.length; block++) {
		const bits = createHash('sha512').update(`${block} ${feature}`).digest();
		const end = Math.min(sums.length, (block + 1) * SIGNS_PER_HASH);
		for (let at = block * SIGNS_PER_HASH, n = 0; at < end; at++, n++) {
			const bit = ((bits[n >> 3] ?? 0) >> (n & 7)) & 1;
			sums[at] = (sums[at] ?? 0) + (bit === 1 ? weight : -weight);
		}
	}
}
