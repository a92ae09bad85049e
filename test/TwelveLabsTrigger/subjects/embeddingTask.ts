import { OutOfTime } from '../../../nodes/api/client/deadline';
import { KEPT_MS } from '../../../simulator/embedding/tasks';
import { MAX_LATE_MS } from '../history';
import { pagesOf, type Opened, type Subject } from './subject';

/** Tasks that are asked for one by one at a time. */
const ROUND = 4;

/** Lists of one status each. */
const LISTS = 3;

/** The embedding tasks of the account. They have no name that a wish could leave out. */
export const embeddingTaskSubject: Subject = {
	name: 'embedding tasks',
	ends: ['ready', 'failed'],
	lateMs: MAX_LATE_MS,
	keptMs: KEPT_MS,
	pollEveryMs: 60_000,
	things: ({ world: { embeddingTasks: tasks } }) => ({
		all: () =>
			[...tasks.all.values()].map((task) => {
				const { id, createdAt } = task;
				return { id, createdAt, filename: '7', status: tasks.status(task) };
			}),
		add: ({ createdAt }) => {
			const task = tasks.add({ status: 'processing', createdAt });
			// No event has any, and making them would take most of the time of a history.
			task.vectors = [];
			return { ...task, filename: '7', status: 'processing' };
		},
		end: (id, status) =>
			status === 'failed' ? tasks.fail(id, 'video_file_broken') : tasks.finish(id),
		edit: () => {},
		remove: (id) => tasks.remove(id),
	}),
	parts(load) {
		type Source = typeof import('../../../nodes/TwelveLabsTrigger/sources/embeddingTask/source');
		type Events = typeof import('../../../nodes/TwelveLabsTrigger/sources/embeddingTask/events');
		type Retrieve = typeof import('../../../nodes/shared/embedding/task');
		const { embeddingTasks } = load<Source>('sources/embeddingTask/source');
		const { embeddingTaskEvents, lacksReason } = load<Events>('sources/embeddingTask/events');
		const { readEmbeddingTask } = load<Retrieve>('../shared/embedding/task');
		return {
			...load('pollOnce'),
			open({ connection }, { events }, { isOver, mayGoOn, onDetails }) {
				const source = embeddingTasks(connection);
				const options = { events: [...events], simplify: true };
				const detailsOf = async (id: string) => {
					const found = source.readDetails(id);
					if (found) return found;
					if (isOver()) throw new OutOfTime();
					onDetails();
					return await readEmbeddingTask(connection, id);
				};
				return {
					...source,
					isWanted: ({ entry }: { entry: never }) =>
						events.includes('failed') && lacksReason(entry),
					eventsOf: async (finished: never) =>
						await embeddingTaskEvents(finished, options, {
							detailsOf,
							unreadFor: () => 0,
							mayGoOn,
						}),
				} as unknown as Opened;
			},
		};
	},
	allowedAwaited(world, unseen, readings) {
		const pages =
			pagesOf(world.entries('running').length) + pagesOf(world.entries('finished').length);
		return readings * (pages + LISTS) + unseen.length + ROUND;
	},
	allowedSweep: () => 0,
};
