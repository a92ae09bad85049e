import { analysisTaskEvents } from '../../../../nodes/TwelveLabsTrigger/sources/analysisTask/events';
import type { AnalysisTask } from '../../../../nodes/shared/types';

const MINUTE = 60_000;

/** The events of a task that a list shows with an end, when it was asked for by itself at these times. */
async function emitted(found: Partial<AnalysisTask>, details: Partial<AnalysisTask>, waitedMs = 0) {
	const entry = { task_id: 'a', ...found };
	const { events, postponed } = await analysisTaskEvents(
		[{ _id: 'a', finished: true, entry }],
		{ events: ['ready', 'failed', 'canceled'], simplify: true },
		{
			detailsOf: async () => ({ task_id: 'a', ...details }),
			unreadFor: () => waitedMs,
			mayGoOn: () => true,
		},
	);
	return { events, postponed: [...postponed] };
}

test.each<Partial<AnalysisTask>>([{ status: 'processing' }, { status: 'ready' }])(
	'a task whose answer a replica does not have yet waits for it (%j)',
	async (details) => {
		expect(await emitted({ status: 'ready' }, details)).toEqual({ events: [], postponed: ['a'] });
	},
);

test('it waits ten minutes at most, and is then emitted without', async () => {
	const { events, postponed } = await emitted(
		{ status: 'ready' },
		{ status: 'processing' },
		10 * MINUTE + 1,
	);
	expect(postponed).toEqual([]);
	expect(events).toEqual([expect.objectContaining({ event: 'ready', task_id: 'a' })]);
});

test('an answer that the list has need not stand in the details', async () => {
	const result = { data: 'Yes.' };
	const { events } = await emitted({ status: 'ready', result }, { status: 'processing' });
	expect(events).toEqual([expect.objectContaining({ text: 'Yes.' })]);
});

test.each(['failed', 'canceled'] as const)(
	'a task that has %s waits for its reason only where the details are older',
	async (status) => {
		expect((await emitted({ status }, { status: 'processing' })).postponed).toEqual(['a']);
		expect((await emitted({ status }, { status })).events).toHaveLength(1);
		const error = { message: 'too dark' };
		expect((await emitted({ status, error }, { status: 'processing' })).events).toHaveLength(1);
	},
);
