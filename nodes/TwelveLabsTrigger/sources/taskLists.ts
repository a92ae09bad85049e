import type { Connection } from '../../api/client/connection';
import type { Endpoint } from '../../api/endpoints';
import { PAGE_SIZE } from '../../api/paging/page';
import { readPage } from '../../api/paging/readPage';
import type { Watched, WatchedNow, WatchPage } from '../source';
import { orWhyNot } from './orWhyNot';

/** One kind of task, and how TwelveLabs is asked for it. */
interface TaskCalls<T, Id extends string> {
	connection: Connection;
	list: Endpoint;
	/** The field that holds the ID. */
	idField: Id;
	/** One task, as it is kept. */
	read(id: string): Promise<T>;
	watched(task: T): Watched<T>;
}

/** The part of a source of tasks that asks TwelveLabs. */
export interface TaskSource<T, List extends string> {
	page(list: List, page: number): Promise<WatchPage<T>>;
	entry(id: string): Promise<WatchedNow<T>>;
	/** A finished task that was asked for by itself: it need not be read again. */
	readDetails(id: string): T | undefined;
}

/** The lists of tasks: that of `everything` has no filter, the others are of one status each, since a request takes one. */
export function taskSource<T extends Record<Id, string>, Id extends string, List extends string>({
	connection,
	list: endpoint,
	idField,
	read,
	watched,
}: TaskCalls<T, Id>): TaskSource<T, List> {
	const details = new Map<string, T>();
	const readOne = async (id: string): Promise<Watched<T>> => {
		const one = watched({ ...(await read(id)), [idField]: id });
		if (one.finished) details.set(id, one.entry);
		return one;
	};
	return {
		async page(list, number) {
			const status = list === 'everything' ? {} : { status: list };
			const query = { ...status, page: number, page_limit: PAGE_SIZE };
			const request = { endpoint, query };
			const { data, ...page } = await readPage<T, Id>(connection, request, idField);
			return { ...page, data: data.map(watched) };
		},
		readDetails: (id) => details.get(id),
		entry: async (id) => await orWhyNot(readOne(id)),
	};
}
