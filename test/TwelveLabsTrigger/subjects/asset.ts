import { stepAt } from '../../../simulator/lifecycle';
import { pagesOf, type Opened, type Subject } from './subject';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** An upload in parts has a day, and may be listed with the time of its beginning. */
const LATE_MS = 24 * HOUR;

const SWEEP_EVERY_MS = 15 * MINUTE;

/** Requests for the page at which a sweep goes on, after deletions. */
const MAX_STEPS_BACK = 6;

/** Assets that are asked for one by one at a time. */
const ROUND = 10;

/** The assets of the account. */
export const assetSubject: Subject = {
	name: 'assets',
	ends: ['ready', 'failed'],
	lateMs: LATE_MS,
	// A sweep comes with one of three polls.
	pollEveryMs: SWEEP_EVERY_MS / 2,
	things: ({ world, clock }) => ({
		all: () =>
			[...world.assets.values()].map(({ id, createdAt, filename, life }) => {
				return { id, createdAt, filename, status: stepAt(life, clock.now()).status };
			}),
		add: ({ createdAt, like }) => ({
			...world.addAsset({
				status: 'processing',
				filename: world.assets.get(like ?? '')?.filename,
				createdAt,
			}),
			status: 'processing',
		}),
		end: (id, status) =>
			status === 'failed' ? world.fail(id, 'video_file_broken') : world.finish(id),
		edit(id) {
			const asset = world.assets.get(id);
			if (asset) asset.userMetadata = { editedAt: clock.now() };
		},
		remove: (id) => world.remove(id),
	}),
	parts(load) {
		type Source = typeof import('../../../nodes/TwelveLabsTrigger/sources/asset/source');
		type Events = typeof import('../../../nodes/TwelveLabsTrigger/sources/asset/events');
		const { assets } = load<Source>('sources/asset/source');
		const { assetEvents } = load<Events>('sources/asset/events');
		return {
			...load('pollOnce'),
			open({ connection }, wish) {
				const options = { ...wish, events: [...wish.events], simplify: true, userMetadata: {} };
				return {
					...assets(connection),
					eventsOf: async (finished: never) => assetEvents(finished, options),
				} as unknown as Opened;
			},
		};
	},
	allowedAwaited(world, unseen) {
		const existing = new Set(world.entries('all').map(({ id }) => id));
		const deleted = unseen.filter((id) => !existing.has(id)).length;
		return pagesOf(unseen.length) + deleted + ROUND;
	},
	allowedSweep(world, { sweep }) {
		if (!sweep) return 0;
		const all = world.entries('all');
		const isDue = world.now - sweep.at >= SWEEP_EVERY_MS || all.length > sweep.total;
		const read = all.filter(({ createdAt }) => createdAt >= sweep.from).length;
		const forPlace = sweep.open ? MAX_STEPS_BACK : 0;
		return isDue || sweep.open ? pagesOf(read) + 1 + forPlace : 0;
	},
};
