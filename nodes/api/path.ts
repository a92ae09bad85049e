import { UserError } from 'n8n-workflow';

import { quoted, trimmed, withoutInvisible } from './plainText';

/** A placeholder of a path template, in the spelling of the API reference: `{index-id}` or `{asset_id}`. */
const PLACEHOLDER = /\{([\w-]+)\}/g;

/** Nothing that means something in a path, such as `/`, `.` and the `:` before a verb. */
const ID = /^[\w-]+$/;

/** Words that stand in the place of an ID in a path of the API, and so lead to another endpoint. */
const NO_IDS: ReadonlySet<string> = new Set(['bulk', 'multipart-uploads', 'redirect-uris']);

/**
 * Fills a path template such as `/indexes/{index-id}/indexed-assets`, so that no value can reach another endpoint:
 * each value becomes exactly one segment.
 * @param valueOf gives the value of a parameter, such as `indexId` for `{index-id}`
 * @throws UserError naming the field, when a value is no ID
 */
export function fillPath(template: string, valueOf: (name: string) => unknown): string {
	return template.replace(PLACEHOLDER, (_, placeholder: string) => {
		const name = parameterName(placeholder);
		const value = valueOf(name);
		return encodeURIComponent(isToken(name, value) ? value : checkedId(name, value));
	});
}

/** Tokens come from TwelveLabs, and may have any form; encoded, only dots alone would still mean something in a path. */
const isToken = (name: string, value: unknown): value is string =>
	name === 'pageToken' && typeof value === 'string' && /[^.]/.test(value);

/** A placeholder: the parameter that fills it, and what stands before it, such as `assetId` and `assets`. */
interface Placeholder {
	name: string;
	collection: string;
}

const placeholders = new Map<string, readonly Placeholder[]>();

/** The placeholders of a path template. They are found once, since every item asks for them. */
export function placeholdersOf(template: string): readonly Placeholder[] {
	const found = placeholders.get(template) ?? findPlaceholders(template);
	placeholders.set(template, found);
	return found;
}

const findPlaceholders = (template: string): Placeholder[] =>
	[...template.matchAll(/([\w-]+)\/\{([\w-]+)\}/g)].map(([, collection, placeholder]) => ({
		name: parameterName(placeholder),
		collection,
	}));

/** `{indexed-asset-id}` and `{indexed_asset_id}` are filled from the parameter `indexedAssetId`. */
const parameterName = (placeholder: string): string =>
	placeholder.replace(/[-_]+([a-z])/g, (_, letter: string) => letter.toUpperCase());

/**
 * The ID that a parameter holds. Expressions give anything; what is sent on as an ID must be one.
 * @param name of the parameter, such as `indexId`
 * @throws UserError naming the field
 */
export function checkedId(name: string, value: unknown): string {
	if (isId(value)) return value;
	const text = Number.isSafeInteger(value) ? String(value) : value;
	const id = typeof text === 'string' ? trimmed(withoutInvisible(text)) : text;
	if (id === undefined || id === null || id === '') {
		throw new UserError(`${fieldLabel(name)} is empty`, {
			description: 'Choose it from the list, or give its ID. Nothing was sent for this item.',
		});
	}
	if (isId(id)) return id;
	throw new UserError(`${fieldLabel(name)}: ${quoted(value)} is not an ID`, {
		description:
			'An ID is the value of the _id field, for example 69a1c5e0f2b84d3c9e7a1b20. Choose it from the list, or paste its ID. Nothing was sent for this item.',
	});
}

const isId = (value: unknown): value is string =>
	typeof value === 'string' && ID.test(value) && !NO_IDS.has(value.toLowerCase());

/** `indexedAssetId` is shown to users as Indexed Asset. */
export function fieldLabel(name: string): string {
	const words = name.replace(/Id$/, '').replace(/([A-Z])/g, ' $1');
	return words.charAt(0).toUpperCase() + words.slice(1);
}
