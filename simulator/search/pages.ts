import { ApiError } from '../errors';

/** One search, of which a page is shown at a time. */
export interface KeptSearch<Entry> {
	id: string;
	entries: readonly Entry[];
	limit: number;
	askedAt: number;
}

/** When a token ends: so long after its page was read, or after the search. */
export interface PageLife {
	lifeMs: number;
	countedFrom: 'page' | 'search';
}

/** The searches whose pages can still be read. */
export class SearchPages<Search extends KeptSearch<unknown>> {
	private readonly tokens = new Map<string, { search: Search; page: number; expiresAt: number }>();

	/** The search and the page that a token stands for. It may be used more than once. */
	resolve(token: string, now: number): { search: Search; page: number } {
		const found = this.tokens.get(token);
		if (!found) throw new ApiError(400, 'parameter_invalid', `There is no page ${token}.`);
		if (now < found.expiresAt) return found;
		const message = `The page token ${token} has expired. Search again.`;
		throw new ApiError(400, 'search_page_token_expired', message);
	}

	/** @param page from 0 */
	open(search: Search, page: number, now: number, life: PageLife) {
		const expiresAt = (life.countedFrom === 'page' ? now : search.askedAt) + life.lifeMs;
		const start = page * search.limit;
		const hasNext = start + search.limit < search.entries.length;
		return {
			entries: search.entries.slice(start, start + search.limit) as Search['entries'],
			expiresAt,
			next: hasNext ? this.token(search, page + 1, expiresAt) : undefined,
			previous: page > 0 ? this.token(search, page - 1, expiresAt) : undefined,
		};
	}

	private token(search: Search, page: number, expiresAt: number): string {
		const token = `${search.id}-${page + 1}`;
		this.tokens.set(token, { search, page, expiresAt });
		return token;
	}
}
