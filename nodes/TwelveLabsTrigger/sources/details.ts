import type { NodeApiError } from 'n8n-workflow';

import { OutOfTime } from '../../api/client/deadline';
import { factsOf, isOfRequest } from '../../api/errors/facts';

/** How many details are read at a time. */
const ROUND = 8;

/** So long an event waits for details that TwelveLabs cannot give just now. */
const DETAILS_WITHIN_MS = 60 * 60_000;

/** So long an event waits for details that are as new as the list: replicas catch up within seconds. */
const MAX_LAG_MS = 10 * 60_000;

/** How the details of finished entries are read. */
export interface DetailsReader<T> {
	idOf(entry: T): string;
	/** Whether an entry lacks anything; by default each does. */
	needsDetails?(entry: T): boolean;
	/** Reads one entry with all its details. */
	detailsOf(id: string): Promise<T>;
	/** An entry as it was found, and what its details add. */
	merge(found: T, details: T): T;
	/** Whether the details are older than what was found, and so leave the whole of both incomplete: replicas lag behind. */
	isBehind(whole: T, details: T): boolean;
	/** How long ago, in milliseconds, the details of an entry could first not be read. */
	unreadFor(id: string): number;
	mayGoOn(): boolean;
}

/** What was read of the details. */
interface Detailed<T> {
	/** In their order, those without details that TwelveLabs does not give among them. */
	entries: T[];
	/** IDs of those whose details could not be read this time. */
	postponed: Set<string>;
	/** IDs of those that TwelveLabs gives no details of. */
	refused: string[];
}

/**
 * The details of finished entries.
 * @throws NodeApiError or OutOfTime where none could be read, once for each entry
 */
export async function detailedEntries<T extends object>(
	wanted: T[],
	reader: DetailsReader<T>,
): Promise<Detailed<T>> {
	const { idOf, mayGoOn, needsDetails = () => true } = reader;
	const entries: T[] = [];
	const postponed = new Set<string>();
	const refused: string[] = [];
	let unread: NodeApiError | OutOfTime | undefined;
	for (let at = 0; at < wanted.length; at += ROUND) {
		const round = wanted.slice(at, at + ROUND);
		if (!mayGoOn() || (unread && factsOf(unread).concernsAccount)) {
			for (const entry of wanted.slice(at)) postponed.add(idOf(entry));
			break;
		}
		const results = await Promise.all(
			round.map(async (entry) => (needsDetails(entry) ? await detailed(entry, reader) : entry)),
		);
		results.forEach((result, index) => {
			if (result === undefined) {
				postponed.add(idOf(round[index]));
			} else if (result instanceof Error) {
				unread = result;
				postponed.add(idOf(round[index]));
			} else {
				if (result === round[index] && needsDetails(result)) refused.push(idOf(result));
				entries.push(result);
			}
		});
	}
	if (unread && entries.length === 0) throw unread;
	return { entries, postponed, refused };
}

/**
 * What was deleted meanwhile did finish, and is emitted with what the list had of it. So is what TwelveLabs gives no details
 * of, at once where it refuses them, after a while where it cannot give them, or gives old ones.
 * @returns undefined where they are older than the list, or could not be read at an earlier poll either
 */
const detailed = async <T extends object>(
	entry: T,
	{ idOf, detailsOf, merge, isBehind, unreadFor }: DetailsReader<T>,
): Promise<T | NodeApiError | OutOfTime | undefined> =>
	await detailsOf(idOf(entry)).then(
		(details) => {
			const whole = merge(entry, details);
			return isBehind(whole, details) && unreadFor(idOf(entry)) <= MAX_LAG_MS ? undefined : whole;
		},
		(error: unknown) => {
			if (!isOfRequest(error)) throw error;
			const { concernsAccount, isRejection } = factsOf(error);
			if (error instanceof OutOfTime || concernsAccount) return error;
			const unreadMs = unreadFor(idOf(entry));
			if (isRejection || unreadMs > DETAILS_WITHIN_MS) return entry;
			// Reported once: after an error n8n polls less often, and all other events would wait for this one.
			return unreadMs === 0 ? error : undefined;
		},
	);
