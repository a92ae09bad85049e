import { pollOnce } from '../../../../nodes/TwelveLabsTrigger/pollOnce';
import { assets } from '../../../../nodes/TwelveLabsTrigger/sources/asset/source';
import { requestError } from '../../../requestError';
import { InProcessApi } from '../../inProcessApi';
import { N8nStateStore } from '../../n8nStateStore';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Requests that the time, or a rate limit, allows a poll. */
const MAX_REQUESTS = 6;

/** Of what was created in 20 hours: a poll cannot read a sixth of them. */
const COUNT = 2_000;
const PAGES = COUNT / 50;

type Shortage = 'time' | 'rate limit';

/** A trigger on an account with assets of 20 hours, all of them finished and seen. */
async function busyAccount(shortage: Shortage) {
	const api = new InProcessApi();
	const { world, clock } = api;
	for (let n = 0; n < COUNT; n++) {
		const createdAt = clock.now() - Math.floor((n * 20 * HOUR) / COUNT);
		world.addAsset({ status: 'ready', createdAt });
	}
	const store = new N8nStateStore('inProcess');
	const { page, entry, entries, rules } = assets(api.connection);
	const poll = async (maxRequests = MAX_REQUESTS): Promise<string[]> => {
		api.requests = 0;
		api.beforeRequest = (count) => {
			if (shortage === 'rate limit' && count > maxRequests) throw requestError(429);
		};
		const maxTime = shortage === 'time' ? maxRequests : Infinity;
		return await pollOnce({
			scope: 'assets',
			store,
			source: {
				...{ page, entry, entries, rules, shuffled: (ids) => ids },
				mayGoOn: (share = 1) => api.requests < maxTime * share,
			},
			eventsOf: async (finished) => ({
				events: finished.map(({ _id }) => _id),
				postponed: new Set<string>(),
			}),
		});
	};
	await poll(Infinity);
	clock.advance(10 * MINUTE);
	await poll(Infinity);
	clock.advance(10 * MINUTE);
	/** An asset that becomes visible now, so long after its `created_at`. */
	const addLate = (ms: number) =>
		world.addAsset({ status: 'ready', createdAt: clock.now() - ms }).id;
	/** Polls each minute. */
	const emittedIn = async (polls: number, meanwhile: (poll: number) => void = () => {}) => {
		const emitted: string[] = [];
		for (let n = 0; n < polls; n++) {
			meanwhile(n);
			emitted.push(...(await poll()));
			clock.advance(MINUTE);
		}
		return emitted;
	};
	return { api, store, addLate, emittedIn };
}

/** Each poll reads the first page for what is new, and the page at which the last one stopped. */
const POLLS_OF_SWEEP = Math.ceil(PAGES / (MAX_REQUESTS - 2)) + 1;

describe.each<Shortage>(['time', 'rate limit'])(
	'a sweep for which the %s is not enough',
	(shortage) => {
		test('is read on by the next polls, to its end', async () => {
			const { store, addLate, emittedIn } = await busyAccount(shortage);
			const late = addLate(23 * HOUR);
			const size = store.size;
			expect(await emittedIn(POLLS_OF_SWEEP)).toEqual([late]);
			expect(store.read()?.sweep).not.toHaveProperty('open');
			expect(store.size).toBeLessThan(size + 200);
		});

		test('misses none while entries before it are deleted and others are added, and finds none twice', async () => {
			const { api, addLate, emittedIn } = await busyAccount(shortage);
			const late = Array.from({ length: 100 }, (_, n) => addLate((3 + n / 5) * HOUR));
			const newest = [...api.world.assets.values()].slice(0, 600).map(({ id }) => id);
			const added: string[] = [];
			const emitted = await emittedIn(2 * POLLS_OF_SWEEP, (poll) => {
				for (const id of newest.splice(0, poll % 2 === 0 ? 120 : 10)) api.world.remove(id);
				if (poll % 3 === 0) added.push(addLate(0));
			});
			expect([...emitted].sort()).toEqual([...late, ...added].sort());
		});

		test('is followed by another one where something has appeared meanwhile where it has been', async () => {
			const { api, addLate, emittedIn } = await busyAccount(shortage);
			const first = addLate(23 * HOUR);
			expect(await emittedIn(5)).toEqual([]);
			const second = addLate(HOUR);
			api.clock.advance(23 * HOUR + 30 * MINUTE);
			expect(await emittedIn(POLLS_OF_SWEEP)).toEqual([first, second]);
		});
	},
);
