import { OutOfTime } from '../../../nodes/api/client/deadline';
import { stepAt } from '../../../simulator/lifecycle';
import { MAX_LATE_MS } from '../history';
import { pagesOf, type Opened, type Subject } from './subject';

/** Entries that are asked for one by one at a time. */
const ROUND = 10;

/** The running entries that a poll reads in lists: 20 pages. */
const MAX_RUNNING = 1_000;

/** The indexed assets of one index. */
export const indexedAssetSubject: Subject = {
	name: 'indexed assets',
	ends: ['ready', 'failed'],
	lateMs: MAX_LATE_MS,
	pollEveryMs: 60_000,
	things: ({ world, clock, index }) => ({
		all: () =>
			world.indexedAssetsOf(index.id).map(({ id, createdAt, filename, life }) => {
				return { id, createdAt, filename, status: stepAt(life, clock.now()).status };
			}),
		add({ createdAt, like }) {
			const assetId = world.indexedAsset(index.id, like ?? '')?.assetId;
			const added = world.addIndexedAsset({
				indexId: index.id,
				status: 'indexing',
				...(createdAt !== undefined && { createdAt }),
				...(assetId !== undefined && { assetId }),
			});
			return { ...added, status: 'indexing' };
		},
		end: (id, status) =>
			status === 'failed' ? world.fail(id, 'video_file_broken') : world.finish(id),
		edit(id) {
			const entry = world.indexedAsset(index.id, id);
			if (entry) entry.metadataEditedAt = clock.now();
		},
		remove: (id) => world.remove(id),
	}),
	parts(load) {
		type Source = typeof import('../../../nodes/TwelveLabsTrigger/sources/indexedAsset/source');
		type Details = typeof import('../../../nodes/TwelveLabsTrigger/sources/indexedAsset/details');
		type Event = typeof import('../../../nodes/TwelveLabsTrigger/sources/indexedAsset/event');
		type Retrieve = typeof import('../../../nodes/shared/indexedAsset');
		const { indexedAssets } = load<Source>('sources/indexedAsset/source');
		const { preparedEvents } = load<Details>('sources/indexedAsset/details');
		const { isWanted } = load<Event>('sources/indexedAsset/event');
		const { indexedAsset } = load<Retrieve>('../shared/indexedAsset');
		return {
			...load('pollOnce'),
			open({ connection, index }, wish, { isOver, mayGoOn, onDetails }) {
				const options = { ...wish, events: [...wish.events], simplify: true, userMetadata: {} };
				const source = indexedAssets(connection, index.id);
				return {
					...source,
					isWanted: ({ entry }: { entry: never }) => isWanted(entry, options),
					eventsOf: async (finished: never) =>
						await preparedEvents(finished, {
							indexId: index.id,
							options,
							detailsOf: async (id) => {
								if (isOver()) throw new OutOfTime();
								onDetails();
								return await indexedAsset(connection, index.id, id);
							},
							unreadFor: () => 0,
							onUnfiltered: () => {},
							mayGoOn,
						}),
				} as unknown as Opened;
			},
		};
	},
	allowedAwaited(world, unseen, readings) {
		const running = world.newestFirst('running');
		// TwelveLabs lists the newest of them.
		const stillRunning = new Set(running.slice(0, MAX_RUNNING).map(({ id }) => id));
		const oneByOne = unseen.filter((id) => !stillRunning.has(id)).length + ROUND;
		const finishedPages = pagesOf(world.entries('finished').length) + 1;
		return readings * (pagesOf(running.length) + finishedPages) + oneByOne;
	},
	allowedSweep: () => 0,
};
