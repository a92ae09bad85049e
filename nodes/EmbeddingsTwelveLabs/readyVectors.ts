import { UserError } from 'n8n-workflow';

import { quoted, shortText, trimmed } from '../api/plainText';
import { jsonOrNothing } from '../shared/jsonOrNothing';
import { asText, invalid } from '../shared/parameters';

/** The vectors of texts, in their order. */
export type VectorsOfTexts = (texts: string[]) => Promise<number[][]>;

/** The input items of the vector store. */
interface Items {
	count(): number;
	/** A parameter of the sub-node, with its expressions resolved for an item. */
	parameter(name: string, item: number): unknown;
}

/** The vectors of the items with one text, in the order of the items. */
interface Entry {
	vectors: number[][];
	/** How many were handed out. */
	used: number;
}

const ADVICE =
	'Each item has to become one document: in the Default Data Loader, give Data the same expression as Text here, and let nothing split it.';

/**
 * Gives each document the vector of its item. A vector store passes on nothing but the text of a document, so that is what they
 * are matched by. Documents come in the order of the items, in one call or several: so where items share a text, the first
 * document with it gets the vector of the first of them, and so on.
 *
 * The items are read with the first call: where a store is only searched, they have no vectors.
 * @returns throws UserError for a value that is no vector, and for a document that is no item; a text is never embedded instead
 */
export function readyVectors(items: Items): VectorsOfTexts {
	let entries: Map<string, Entry> | undefined;
	return async (texts) => {
		entries ??= entriesOf(items);
		const byText = entries;
		return texts.map((text) => nextVector(byText.get(keyOf(text)), text));
	};
}

function nextVector(entry: Entry | undefined, text: string): number[] {
	if (!entry) {
		throw new UserError(`Ready Vectors: no item has the text ${quoted(text)}`, {
			description: ADVICE,
		});
	}
	const { vectors, used } = entry;
	// There is no other one that it could be mistaken for.
	if (vectors.length === 1) return vectors[0];
	if (used === vectors.length) {
		throw new UserError(`Ready Vectors: more documents than items have the text ${quoted(text)}`, {
			description: ADVICE,
		});
	}
	entry.used++;
	return vectors[used];
}

function entriesOf({ count, parameter }: Items): Map<string, Entry> {
	const entries = new Map<string, Entry>();
	let dimension: number | undefined;
	for (let item = 0; item < count(); item++) {
		try {
			const vector = vectorOf(parameter('vector', item));
			dimension ??= vector.length;
			if (vector.length !== dimension) {
				throw invalid('Vector', vector, `has ${vector.length} numbers, others have ${dimension}`);
			}
			const key = keyOf(asText('Text', parameter('text', item)));
			if (key === '') throw invalid('Text', key, 'is empty');
			const entry = entries.get(key) ?? { vectors: [], used: 0 };
			entry.vectors.push(vector);
			entries.set(key, entry);
		} catch (thrown) {
			const error = thrown instanceof Error ? thrown : new Error(shortText(thrown));
			error.message = `${error.message} [item ${item}]`;
			throw error;
		}
	}
	return entries;
}

/** A loader or a text splitter may take away what surrounds a text, and encodes it, which replaces half characters. */
const keyOf = (text: string): string => trimmed(text).replace(/[\ud800-\udfff]/gu, '\ufffd');

/** Also as text, which databases and tables hold. */
function vectorOf(value: unknown): number[] {
	const text = typeof value === 'string' ? trimmed(value) : undefined;
	const list =
		text === undefined ? value : jsonOrNothing(text.startsWith('[') ? text : `[${text}]`);
	if (Array.isArray(list) && list.length > 0 && list.every(Number.isFinite))
		return list as number[];
	throw invalid('Vector', value, 'is not a list of numbers');
}
