import { OutOfTime } from '../../../nodes/api/client/deadline';
import { endedAt, stepAt } from '../../../simulator/lifecycle';
import { MAX_LATE_MS } from '../history';
import { pagesOf, type Opened, type Subject } from './subject';

/** Tasks that are asked for one by one at a time. */
const ROUND = 10;

/** Lists of one status each. */
const LISTS = 5;

/** In their order. */
const RUNNING = ['queued', 'pending', 'processing'] as const;

/** The analysis tasks of the account. */
export const analysisTaskSubject: Subject = {
	name: 'analysis tasks',
	ends: ['ready', 'failed', 'canceled'],
	lateMs: MAX_LATE_MS,
	pollEveryMs: 60_000,
	things: ({ world: { tasks }, clock }) => ({
		all: () =>
			[...tasks.all.values()].map(({ id, createdAt, customId, life }) => {
				return {
					id,
					createdAt,
					filename: customId ?? '',
					status: stepAt(life, clock.now()).status,
				};
			}),
		add({ createdAt, like }) {
			const status = RUNNING[tasks.all.size % RUNNING.length];
			const customId = tasks.all.get(like ?? '')?.customId ?? null;
			return { ...tasks.add({ status, createdAt, customId }), filename: '', status };
		},
		end(id, status) {
			if (status === 'ready') tasks.finish(id);
			else if (status === 'failed') tasks.fail(id, 'video_file_broken');
			else tasks.cancel(id);
		},
		edit(id) {
			const task = tasks.all.get(id);
			const at = task ? RUNNING.indexOf(tasks.status(task) as 'queued') : -1;
			if (task && at >= 0 && at < RUNNING.length - 1) {
				task.life = endedAt(task.life, RUNNING[at + 1], clock.now());
			}
		},
		remove: (id) => tasks.remove(id),
	}),
	parts(load) {
		type Source = typeof import('../../../nodes/TwelveLabsTrigger/sources/analysisTask/source');
		type Events = typeof import('../../../nodes/TwelveLabsTrigger/sources/analysisTask/events');
		type Retrieve = typeof import('../../../nodes/shared/analysisTask');
		const { analysisTasks } = load<Source>('sources/analysisTask/source');
		const { analysisTaskEvents } = load<Events>('sources/analysisTask/events');
		const { readAnalysisTask } = load<Retrieve>('../shared/analysisTask');
		return {
			...load('pollOnce'),
			open({ connection }, wish, { isOver, mayGoOn, onDetails }) {
				const source = analysisTasks(connection);
				const canceled = wish.events.includes('failed') ? ['canceled'] : [];
				const events = [...wish.events, ...canceled];
				const opened = {
					...source,
					isWanted: ({ entry }: { entry: { status: string } }) => events.includes(entry.status),
					eventsOf: async (finished: never) =>
						await analysisTaskEvents(
							finished,
							{ events, simplify: true },
							{
								detailsOf: async (id) => {
									const found = source.readDetails(id);
									if (found) return found;
									if (isOver()) throw new OutOfTime();
									onDetails();
									return await readAnalysisTask(connection, id);
								},
								unreadFor: () => 0,
								mayGoOn,
							},
						),
				};
				return opened as unknown as Opened;
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
