/** One page of a list; `page` counts from 1. */
export interface Page<T> {
	data: T[];
	/** How many entries the page had, where that is more than `data` has: an entry without an ID is left out. */
	size?: number;
	page_info?: { page?: number; total_page?: number; total_results?: number } | null;
}
