import { ENDPOINTS } from '../../../api/endpoints';
import { claim, createdAt } from '../../../shared/creating/claim';
import type { Finding } from '../../../shared/creating/createOnce';
import { REMEMBERED_MS, type Target } from '../../../shared/creating/inTurn';
import { newestEntries } from '../../../shared/creating/newestEntries';
import { isProof } from '../../../shared/creating/wholeList';
import type { AnalysisTask } from '../../../shared/types';
import type { Item } from '../../run/item';
import type { CustomId } from './customId';

/** A task as a list shows it, under the name that all kinds of entries have for their ID. */
export type ListedTask = AnalysisTask & { _id: string };

/**
 * Which task the request of an item has started. A custom ID that the node made is proof; one of the user's may have been used
 * before, so the times decide.
 * @param begunAt when the request left, on the clock of `performance.now`
 */
export async function findTask(
	item: Item,
	customId: CustomId,
	begunAt: number,
	target: Target,
): Promise<Finding<ListedTask>> {
	// The clock may learn the server's time from the first page of the list.
	const since = () => (target.clock.timeAt(begunAt) ?? -Infinity) - REMEMBERED_MS;
	const list = await newestEntries<AnalysisTask, 'task_id'>(
		item.connection,
		ENDPOINTS.analysisTasks.list,
		{ target, idField: 'task_id', since },
	);
	const entries = list.entries.map((task): ListedTask => ({ ...task, _id: task.task_id }));
	const own = entries.filter(
		(task) => task.custom_id === customId.value && !target.owned.has(task._id),
	);
	const [newest] = [...own].sort((a, b) => createdAt(b) - createdAt(a));
	if (newest && customId.isUnique) return { state: 'created', entry: newest };
	const claimed = claim(own, begunAt, target);
	if (claimed) return claimed;
	// A list that leaves the field out cannot show what is not there.
	const oldest = since();
	const isShown = entries.every((task) => task.custom_id !== undefined || createdAt(task) < oldest);
	return { state: isShown && isProof(list, target) ? 'absent' : 'unproven' };
}
