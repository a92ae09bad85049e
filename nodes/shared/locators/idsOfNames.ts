import { UserError } from 'n8n-workflow';

import type { Connection } from '../../api/client/connection';
import { checkedId, fieldLabel } from '../../api/path';
import { quoted, trimmed, withoutInvisible } from '../../api/plainText';
import { isSameName, nameHasWords, sameForm } from '../names';
import { SharedLookUps } from '../sharedLookUps';
import { createdAt } from './label';
import {
	ASSETS,
	ENTITIES_OF_COLLECTION,
	ENTITY_COLLECTIONS,
	INDEXED_ASSETS_OF_INDEX,
	INDEXES,
	listedPage,
	MAX_PAGES_READ,
	type ListedEntry,
	type ListedKind,
	type ListedPlace,
} from './listed';

/** The fields that hold IDs: an index or a collection first, since what is in it is looked up there. */
const KINDS = new Map<string, ListedKind>([
	['indexId', INDEXES],
	['assetId', ASSETS],
	['indexedAssetId', INDEXED_ASSETS_OF_INDEX],
	['entityCollectionId', ENTITY_COLLECTIONS],
	['entityId', ENTITIES_OF_COLLECTION],
]);

/** An object ID or a UUID: no name of anything, so it is never looked up. */
const ID = /^(?:[0-9a-f]{24}|[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12})$/i;

/** What has neither a letter nor a digit is no name, but a value that went wrong. */
const NAME = /[\p{L}\p{N}]/u;

/** Enough to choose from, few enough to read. */
const MAX_CHOICES = 10;

/** Parameters that may hold a name, in the order in which they are looked up. */
export const ID_FIELDS: readonly string[] = [...KINDS.keys()];

/** Whether a value is to be looked up; an ID costs no request. */
export const isName = (value: string): boolean =>
	NAME.test(value) && !ID.test(trimmed(withoutInvisible(value)));

/**
 * The ID for a name: models and users give names where IDs are asked for. A name stands for the one thing that bears it.
 * @param field the parameter, such as `indexId`
 * @param idOf gives the ID of a parameter that stands before this one
 * @throws UserError naming the choices, unless exactly one thing has the name
 */
export async function idOfName(
	{ connection, timezone }: { connection: Connection; timezone: string },
	field: string,
	value: string,
	idOf: (field: string) => string,
): Promise<string> {
	const kind = KINDS.get(field);
	if (!kind) return checkedId(field, value);
	const name = sameForm(trimmed(value));
	const ids: Record<string, string> =
		kind.within === undefined ? {} : { [kind.within]: idOf(kind.within) };
	const key = [connection.account, field, ...Object.values(ids), name].join('\n');
	return await lookUps.get(connection.run, key, async () => {
		const { bearers, others, isComplete } = await entriesNamed({ connection, kind, ids }, name);
		if (bearers.length === 1 && isComplete) return bearers[0].id;
		throw notOne(field, kind, { name, bearers, others, timezone });
	});
}

/** Items that give the same name share its look-up. */
const lookUps = new SharedLookUps<string>();

interface Named {
	bearers: ListedEntry[];
	/** Entries of other names, for the message. */
	others: ListedEntry[];
	/** False where the list is so long that more of that name may follow. */
	isComplete: boolean;
}

/** First by the API's own filter; where that finds nothing, which it may do for a name in another form, in the whole list. */
async function entriesNamed(place: ListedPlace, name: string): Promise<Named> {
	const { filterName } = place.kind;
	const filtered = filterName && (await readNamed(place, name, { [filterName]: name }));
	return filtered && filtered.bearers.length > 0 ? filtered : await readNamed(place, name);
}

async function readNamed(
	place: ListedPlace,
	name: string,
	filter?: Record<string, string>,
): Promise<Named> {
	const named: Named = { bearers: [], others: [], isComplete: false };
	for (let page = 1; page <= MAX_PAGES_READ && !named.isComplete; page++) {
		const { entries, isLastPage } = await listedPage(place, page, filter);
		for (const entry of entries) {
			const bears = Boolean(entry.name) && isSameName(trimmed(entry.name ?? ''), name);
			(bears ? named.bearers : named.others).push(entry);
		}
		named.isComplete = isLastPage;
	}
	return named;
}

function notOne(
	field: string,
	{ one, many }: ListedKind,
	{
		name,
		bearers,
		others,
		timezone,
	}: Omit<Named, 'isComplete'> & { name: string; timezone: string },
): UserError {
	const label = `${fieldLabel(field)}: ${quoted(name)}`;
	const choice = (entry: ListedEntry) =>
		[entry.id, entry.name && quoted(entry.name), createdAt(entry, timezone)]
			.filter(Boolean)
			.join(' ');
	const similar = others.filter((entry) => nameHasWords(entry.name ?? '', name));
	const choices = bearers.length > 0 ? bearers : [...new Set([...similar, ...others])];
	const list = choices.slice(0, MAX_CHOICES).map(choice).join('; ');
	const more = choices.length > MAX_CHOICES ? '; and more' : '';
	const message =
		bearers.length > 0
			? `${label} is the name of ${bearers.length > 1 ? bearers.length : 'possibly several'} ${many}`
			: `${label} is not an ID, and no ${one} has this name`;
	return new UserError(message, {
		description: list
			? `Give the ID of one of these, or choose it from the list: ${list}${more}.`
			: `There are no ${many} to choose from.`,
	});
}
