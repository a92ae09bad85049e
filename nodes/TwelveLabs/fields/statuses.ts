import type { IDataObject } from 'n8n-workflow';

import { serverTime } from '../../api/time';
import type { IdName } from '../entities';
import type { Item } from '../run/item';
import { chosenIn } from './filters';
import { limitOf, list } from './list';

/**
 * Lists tasks that have one of the chosen statuses, the newest first. A request takes one status. A task that changes its own
 * meanwhile is listed as it was read last.
 * @param query other filters
 * @param life all statuses, in the order in which a task has them: one that goes on while the lists are read is met again, and
 *   not missed
 * @throws as `list`; UserError naming the filter
 */
export async function listByStatus(
	item: Item,
	chosen: unknown,
	{ query, life, idName }: { query: IDataObject; life: readonly string[]; idName: IdName },
): Promise<IDataObject[]> {
	const statuses = chosenIn(
		'Status',
		chosen,
		life.map((value) => ({ value })),
	);
	if (statuses.length === 0) return await list(item, query, idName);
	const byId = new Map<unknown, IDataObject>();
	for (const status of life.filter((each) => statuses.includes(each))) {
		for (const task of await list(item, { ...query, status }, idName)) byId.set(task[idName], task);
	}
	const time = ({ created_at }: IDataObject) => serverTime(created_at) ?? 0;
	return [...byId.values()].sort((a, b) => time(b) - time(a)).slice(0, limitOf(item));
}
