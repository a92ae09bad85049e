import { ENDPOINTS } from '../../../api/endpoints';
import { serverTime } from '../../../api/time';
import { claim, createdAt } from '../../../shared/creating/claim';
import type { Finding } from '../../../shared/creating/createOnce';
import { REMEMBERED_MS, type Target } from '../../../shared/creating/inTurn';
import { isProof, wholeList, type WholeList } from '../../../shared/creating/wholeList';
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
	const list = await tasksSince(item, since, target);
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

/** The list of tasks is the newest first. One that is in another order is read whole. */
async function tasksSince(
	item: Item,
	since: () => number,
	target: Target,
): Promise<WholeList<AnalysisTask>> {
	const read = async (isPast?: (task: AnalysisTask) => boolean) =>
		await wholeList<AnalysisTask, 'task_id'>(
			item.connection,
			{ endpoint: ENDPOINTS.analysisTasks.list },
			{ target, idField: 'task_id', isPast },
		);
	const list = await read(({ created_at }) => (serverTime(created_at) ?? Infinity) < since());
	return isNewestFirst(list.entries) ? list : await read();
}

function isNewestFirst(tasks: AnalysisTask[]): boolean {
	const times = tasks.map(({ created_at }) => serverTime(created_at));
	return times.every((time, n) => {
		const before = times[n - 1];
		return n === 0 || (time !== undefined && before !== undefined && time <= before);
	});
}
