import type { Connection } from '../api/client/connection';
import type { Lifecycle } from '../shared/lifecycles';
import { type Deadline, inWords, waitForEnd } from '../shared/waitForEnd';
import { waitsOf } from './fields/wait';
import type { Item } from './run/item';
import { createdButGone, doing, reporting, waitEnded } from './wait';

/** A kind of task that TwelveLabs works on by itself. */
export interface TaskKind<T> {
	lifecycle: Lifecycle<T>;
	/** What it makes, such as `Analysis`. */
	name: string;
	read(connection: Connection, taskId: string): Promise<T>;
	/** The error of a task that has ended without a result. */
	failure(item: Item, task: T): Error;
}

/**
 * Waits until a task has ended.
 * @returns the task, ready
 * @throws NodeOperationError when it has no result, or the time is over; NodeApiError when waiting does not help
 */
export async function taskCompleted<T extends { status?: string }>(
	item: Item,
	taskId: string,
	deadline: Deadline,
	{ lifecycle, name, read, failure }: TaskKind<T>,
): Promise<T> {
	const one = name.toLowerCase();
	const end = await waitForEnd<T>(lifecycle, {
		deadline,
		cancel: item.cancel,
		read: async (endsAt) => await read({ ...item.connection, endsAt }, taskId),
		onRunning: reporting(item, `${name} task ${taskId}`),
	}).catch(async (error: unknown) => {
		return await Promise.reject(
			createdButGone(
				error,
				`${one} task ${taskId}`,
				`Do not start the ${one} again before you have looked: read task ${taskId} with Get in a minute. It may also have been deleted meanwhile.`,
			),
		);
	});
	if (end.state === 'succeeded') return end.entry;
	if (end.state === 'failed') throw failure(item, end.entry);
	const status = end.entry?.status;
	const was = doing(status, lifecycle.running) ?? 'running';
	throw waitEnded(item, `The ${one} was still ${was} after ${inWords(deadline.ms)}`, {
		about: { status },
		next: `Do not start it again: read its result with Get, by its task ID, when it is ready.${end.missed}`,
	});
}

/**
 * The task that Analysis Task or Embedding Task names: as it is, or at its end with Wait for Completion. An ID that no task
 * has is reported as such, so the first reading is no wait.
 * @throws as `taskCompleted`
 */
export async function chosenTask<T extends { status?: string }>(
	item: Item,
	kind: TaskKind<T>,
): Promise<T> {
	const waits = waitsOf(item);
	const taskId = item.id('taskId');
	const deadline = waits.begin();
	const task = await kind.read(item.connection, taskId);
	if (!waits.forCompletion || task.status === 'ready') return task;
	item.facts.task_id = taskId;
	return await taskCompleted(item, taskId, deadline, kind);
}
