import { NodeApiError } from 'n8n-workflow';

import { detailsOf } from '../errors/details';

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
	 * @param reason `expired`: the tokens of two readings ended; `endless`: pages repeat themselves, or show nothing
	 */
	constructor(
		readonly read: number,
		readonly reason: 'expired' | 'endless',
	) {
		super(`${read} entries read: ${reason}`);
	}
}

/** Pages one after the other without a new entry, before a walk gives up. */
const MAX_PAGES_IN_VAIN = 3;

/** The first reading, and one more where a token has expired. */
const MAX_READINGS = 2;

/**
 * Reads a list from token to token, up to a limit. Where a token has expired, the list is read once more from its begin, and
 * what was read before is not repeated.
 * @throws UnfinishedWalk where the list could not be read to its end; whatever reading a page throws
 */
export async function walkTokens<T>(list: TokenList<T>, limit: number): Promise<T[]> {
	const found = new Map<string, T>();
	for (let reading = 1; reading <= MAX_READINGS; reading++) {
		if (await readThrough(list, found, limit)) return [...found.values()].slice(0, limit);
	}
	throw new UnfinishedWalk(found.size, 'expired');
}

/** @returns false where a token has expired */
async function readThrough<T>(
	list: TokenList<T>,
	found: Map<string, T>,
	limit: number,
): Promise<boolean> {
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
		if (found.size >= limit || page.next === undefined) return true;
		inVain = shown.size > before ? 0 : inVain + 1;
		if (inVain >= MAX_PAGES_IN_VAIN || tokens.has(page.next)) {
			throw new UnfinishedWalk(found.size, 'endless');
		}
		tokens.add(page.next);
		const next = await list.page(page.next).catch(async (error: unknown) => {
			if (isExpired(error)) return undefined;
			return await Promise.reject(error);
		});
		if (next === undefined) return false;
		page = next;
	}
}

/** A list that lives no longer is gone: 410 and 404 say so without a code, too. */
const GONE = [404, 410];

function isExpired(error: unknown): boolean {
	if (!(error instanceof NodeApiError)) return false;
	const { code, httpStatus = 0 } = detailsOf(error);
	return code?.toLowerCase() === 'search_page_token_expired' || GONE.includes(httpStatus);
}
