/** The most entries that the API puts on one page. */
export const PAGE_SIZE = 50;

/** One page of a list; `page` counts from 1. */
export interface Page<T> {
	data: T[];
	/** How many entries the page had, where that is more than `data` has: an entry without an ID is left out. */
	size?: number;
	page_info?: { page?: number; total_page?: number; total_results?: number } | null;
}

/**
 * Whether a list ends with a page. A page count of 0 on a list with entries says nothing; then the total decides, and
 * without a total a page that is not full.
 */
export function isLastPage<T>(read: Page<T>, page: number, pageSize = PAGE_SIZE): boolean {
	const { data, size = data.length } = read;
	const start = (page - 1) * pageSize;
	const total = totalOf(read);
	const pages = pageCountOf(read);
	const isAll = total === undefined ? undefined : start + size >= total;
	if (size < pageSize) return pages === undefined ? (isAll ?? true) : page >= pages;
	return pages === undefined ? (isAll ?? false) : page >= pages && (isAll ?? true);
}

/** What the list holds in all; undefined where the page does not say it. */
export const totalOf = ({ page_info }: Page<unknown>): number | undefined =>
	countOf(page_info?.total_results);

/** How many pages the list has; undefined where the page does not say it. */
export const pageCountOf = ({ page_info }: Page<unknown>): number | undefined =>
	countOf(page_info?.total_page) || undefined;

/** A server may leave a number out, or send it as null or as text. */
const countOf = (value: unknown): number | undefined =>
	Number.isSafeInteger(value) && Number(value) >= 0 ? Number(value) : undefined;
