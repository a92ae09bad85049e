import type { IPollFunctions } from 'n8n-workflow';

import { preparedEvents } from '../../../../nodes/TwelveLabsTrigger/sources/indexedAsset/details';
import { unreadDetails } from '../../../../nodes/TwelveLabsTrigger/sources/unreadDetails';
import { requestError } from '../../../requestError';

const HOUR_MS = 60 * 60_000;

const OPTIONS = { events: ['ready'], filename: '', simplify: true, userMetadata: {} };

/** One that finished months ago, and that TwelveLabs gives no details of. */
const prepared = async (unreadFor: (id: string) => number) => {
	const unfiltered: string[] = [];
	const entry = {
		_id: 'old',
		status: 'ready' as const,
		updated_at: '2026-01-05T12:00:00Z',
		indexed_at: '2026-01-05T12:00:00Z',
		created_at: '2026-01-05T11:00:00Z',
	};
	const other = { ...entry, _id: 'other' };
	const { events, postponed } = await preparedEvents(
		[entry, other].map((one) => ({ _id: one._id, finished: true, entry: one as never })),
		{
			indexId: 'index',
			options: { ...OPTIONS, fullDetails: true, userMetadata: { season: 7 } },
			detailsOf: async (id) => {
				if (id === 'other') return { ...other, user_metadata: { season: 7 } } as never;
				throw requestError(503);
			},
			unreadFor,
			onUnfiltered: (id) => unfiltered.push(id),
			mayGoOn: () => true,
		},
	);
	return { events, postponed, unfiltered };
};

test('an event of a backlog waits for details that cannot be read at once, however long ago it finished', async () => {
	const { events, postponed } = await prepared(() => 0);
	expect(events.map(({ _id }) => _id)).toEqual(['other']);
	expect([...postponed]).toEqual(['old']);
});

test.each([
	[0, requestError(503)],
	[1, []],
])(
	'where nothing else has finished, details that cannot be read are an error once (%d ms later)',
	async (waitedMs, outcome) => {
		const entry = { _id: 'old', status: 'ready', updated_at: '2026-01-05T12:00:00Z' };
		const events = preparedEvents([{ _id: 'old', finished: true, entry: entry as never }], {
			indexId: 'index',
			options: { ...OPTIONS, fullDetails: true },
			detailsOf: async () => await Promise.reject(requestError(503)),
			unreadFor: () => waitedMs,
			onUnfiltered: () => {},
			mayGoOn: () => true,
		}).then((prepared) => prepared.events);
		if (outcome instanceof Error) await expect(events).rejects.toThrow(outcome.message);
		else await expect(events).resolves.toEqual(outcome);
	},
);

test('an event waits for its details no longer than an hour', async () => {
	const { postponed } = await prepared(() => HOUR_MS + 1);
	expect([...postponed]).toEqual([]);
});

test.each([
	[0, []],
	[10 * 60_000 + 1, ['lagging']],
])('details of a replica that lags behind count after %i ms only', async (waitedMs, emitted) => {
	const entry = { _id: 'lagging', status: 'ready', updated_at: '2026-01-05T12:00:00Z' };
	const { events, postponed } = await preparedEvents(
		[{ _id: entry._id, finished: true, entry: entry as never }],
		{
			indexId: 'index',
			options: { ...OPTIONS, fullDetails: true },
			detailsOf: async () => ({ ...entry, status: 'indexing' }) as never,
			unreadFor: () => waitedMs,
			onUnfiltered: () => {},
			mayGoOn: () => true,
		},
	);
	expect(events.map(({ _id }) => _id)).toEqual(emitted);
	expect(postponed.size).toBe(1 - emitted.length);
});

test('an event that a filter on metadata leaves out unread is reported', async () => {
	const { events, unfiltered } = await prepared(() => HOUR_MS + 1);
	expect(events.map(({ _id }) => _id)).toEqual(['other']);
	expect(unfiltered).toEqual(['old']);
});

test('the wait for details begins with the first attempt, for each node and entry', () => {
	const now = jest.spyOn(performance, 'now');
	const of = (node: string) =>
		unreadDetails({
			getWorkflow: () => ({ id: 'workflow' }),
			getNode: () => ({ id: node }),
		} as IPollFunctions);
	now.mockReturnValue(1_000);
	expect(of('one')('old')).toBe(0);
	now.mockReturnValue(HOUR_MS);
	expect([of('one')('old'), of('one')('new'), of('two')('old')]).toEqual([HOUR_MS - 1_000, 0, 0]);
	now.mockRestore();
});
