import type { ApiRequest } from '../client/request';
import { placeholdersOf } from '../path';
import { shortened, shortText } from '../plainText';
import type { Explanation } from './explanation';

/**
 * Titles that name field and value: in many places n8n shows the title of an error alone. What a request names is read from
 * its own IDs, query and body; what TwelveLabs says decides only between them.
 */

/** A value of a request, under the label that its field has in the node. */
interface Named {
	/** The API's name. */
	name: string;
	/** What a path has before an ID of this kind. */
	collection?: string;
	label: string;
	value: string;
}

/** The API's names of IDs. */
const IDS: ReadonlySet<string> = new Set([
	'asset_id',
	'entity_id',
	'entity_collection_id',
	'index_id',
	'indexed_asset_id',
	'task_id',
]);

/** Labels that are not the API's name in other letters. */
const LABELS: Readonly<Record<string, string>> = {
	embedding_option: 'Embeddings',
	sort_option: 'Sort Order',
};

/** Enough for every ID; longer values are recognised by their beginning. */
const MAX_VALUE = 60;

/** The title for something that is not there. */
export const missingTitle = (request: ApiRequest, said = ''): string | undefined =>
	title(
		mentioned(idsOf(request), said),
		(names) => `${names} does not exist, or is in another account`,
	);

/** The title for something whose state does not allow the request. */
export function stateTitle(request: ApiRequest, said = ''): string | undefined {
	const named = mentioned(idsOf(request), said);
	// What a request changes or deletes is the last that its path names.
	const subjects = request.endpoint.effect === 'creates' ? named : named.slice(-1);
	if (subjects.length > 1) return undefined;
	return title(subjects, (name) => `TwelveLabs cannot do this in the current state of ${name}`);
}

/** The title for a value that is not accepted, where TwelveLabs names one, and one only, of the request. */
export function valueTitle(request: ApiRequest, said = ''): string | undefined {
	const words = wordsOf(said);
	const named = valuesOf(request).filter(({ name }) => words.has(name));
	const [only, ...others] = named;
	if (only === undefined || others.length > 0) return undefined;
	return `TwelveLabs did not accept ${only.label}: ${only.value}`;
}

/** @returns the explanation with a title that names field and value, where there is one */
export const withTitle = (explanation: Explanation, message: string | undefined): Explanation =>
	message === undefined ? explanation : { ...explanation, message };

const title = (named: Named[], text: (names: string) => string): string | undefined =>
	named.length === 0
		? undefined
		: text(named.map(({ label, value }) => `${label} ${value}`).join(' or '));

/** Those that TwelveLabs mentions, by value, else by name; all where it mentions none. */
function mentioned(named: Named[], said: string): Named[] {
	const words = wordsOf(said);
	const isWord = (text: string) => words.has(normal(text));
	const byValue = named.filter(({ value }) => isWord(value));
	const candidates = byValue.length > 0 ? byValue : named;
	const byName = candidates.filter(
		({ name, collection = name }) => isWord(name) || isWord(collection),
	);
	return byName.length > 0 ? byName : candidates;
}

/** `indexed-asset-id` and `indexed_asset_id` are one name. */
const normal = (text: string): string => text.toLowerCase().replaceAll('-', '_');

const wordsOf = (said: string): Set<string> => new Set(normal(said).match(/\w+/g));

/** What a body says of a file. */
interface Media {
	media_source?: object;
	media_sources?: object[];
}

/** The IDs that a request names, in its path and in its body. */
function idsOf({ endpoint, ids = {}, body, form }: ApiRequest): Named[] {
	const inPath = placeholdersOf(endpoint.path).map(({ name, collection }) => ({
		...named(apiName(name), ids[name]),
		collection,
	}));
	// An analysis and an embedding name their asset in there.
	const media = ['video', 'audio', 'image', 'text_image', 'multi_input'].map(
		(name): Media => Object(body?.[name]),
	);
	const sent: Readonly<Record<string, unknown>> = Object.assign(
		{ ...body, ...form },
		...media.flatMap((one) => [one, one.media_source, one.media_sources?.[0]]),
	);
	const inBody = [...IDS].flatMap((name) =>
		sent[name] === undefined ? [] : [named(name, sent[name])],
	);
	return [...inPath, ...inBody];
}

/** `indexedAssetId` is the API's `indexed_asset_id`. */
const apiName = (parameter: string): string =>
	parameter.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** All values of a request. A name of one word is an ordinary word, which a sentence may have for other reasons. */
function valuesOf(request: ApiRequest): Named[] {
	const fields = Object.entries(request.form ?? {}).filter(([, value]) =>
		[value].flat().every((one) => typeof one === 'string'),
	);
	const others = { ...request.query, ...request.body, ...Object.fromEntries(fields) };
	return [
		...idsOf(request),
		...Object.entries(others)
			.filter(([name]) => name.includes('_') && !IDS.has(name))
			.map(([name, value]) => named(name, value)),
	];
}

const named = (name: string, value: unknown): Named => ({
	name,
	label: labelOf(name),
	value: shortened(shortText(value), MAX_VALUE),
});

/** `user_metadata` is shown to users as User Metadata, `asset_id` as Asset. */
const labelOf = (name: string): string =>
	LABELS[name] ??
	name
		.replace(/_id$/, '')
		.split('_')
		.map((word) => word.charAt(0).toUpperCase() + word.slice(1))
		.join(' ');
