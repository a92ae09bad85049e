import { factsOf, isOfRequest, type RequestError } from '../errors/facts';

/** One page of a list whose next page has a token. */
export interface TokenPage<T> {
	entries: readonly T[];
	/** Undefined on the last page. */
	next: string | undefined;
}

/** What a walk reads. */
interface TokenList<T> {
	/** Reads the first page: a new list, with tokens of its own. */
	first(): Promise<TokenPage<T>>;
	/** Reads the page of a token. */
	page(token: string): Promise<TokenPage<T>>;
	/** The same for the same entry, whichever reading shows it. */
	keyOf(entry: T): string;
}

/** Why a walk ended before its list did. */
export class UnfinishedWalk extends Error {
	/**
	 * @param read how many entries it has read
	 * @param refusal of a page in the last reading; undefined where pages repeat themselves, or show nothing
	 */
	constructor(
		readonly read: number,
		readonly refusal?: RequestError,
	) {
		super(`${read} entries read`);
	}
}

/** Pages one after the other without a new entry, before a walk gives up. */
const MAX_PAGES_IN_VAIN = 3;

/** The first reading, and one more where a token was refused. */
const MAX_READINGS = 2;

/**
 * Reads a list from token to token, up to a limit. Where a token is refused, since it has expired, the list is read once more
 * from its begin, and what was read before is not repeated.
 * @throws UnfinishedWalk where the list could not be read to its end; whatever reading a page throws
 */
export async function walkTokens<T>(list: TokenList<T>, limit: number): Promise<T[]> {
	const found = new Map<string, T>();
	let refusal: RequestError | undefined;
	for (let reading = 1; reading <= MAX_READINGS; reading++) {
		refusal = await readThrough(list, found, limit);
		if (refusal === undefined) return [...found.values()].slice(0, limit);
	}
	throw new UnfinishedWalk(found.size, refusal);
}

/** @returns the error of the token that was refused; undefined where the list has ended, or the limit is reached */
async function readThrough<T>(
	list: TokenList<T>,
	found: Map<string, T>,
	limit: number,
): Promise<RequestError | undefined> {
	const shown = new Set<string>();
	const tokens = new Set<string>();
	let inVain = 0;
	let page = await list.first();
	for (;;) {
		const before = shown.size;
		for (const entry of page.entries) {
			const key = list.keyOf(entry);
			shown.add(key);
			if (!found.has(key)) found.set(key, entry);
		}
		if (found.size >= limit || page.next === undefined) return undefined;
		inVain = shown.size > before ? 0 : inVain + 1;
		if (inVain >= MAX_PAGES_IN_VAIN || tokens.has(page.next)) {
			throw new UnfinishedWalk(found.size);
		}
		tokens.add(page.next);
		const next = await list.page(page.next).catch(async (error: unknown) => {
			if (isRefused(error)) return error;
			return await Promise.reject(error);
		});
		if (!('entries' in next)) return next;
		page = next;
	}
}

/**
 * A token comes from the page before, so that a request with it has nothing that could be corrected: whatever the status, the
 * token is no longer good.
 */
function isRefused(error: unknown): error is RequestError {
	if (!isOfRequest(error)) return false;
	const { isRejection, concernsAccount } = factsOf(error);
	return isRejection && !concernsAccount;
}
