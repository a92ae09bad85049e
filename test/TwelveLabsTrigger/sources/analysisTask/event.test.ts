import {
	analysisTaskEvent,
	completedAt,
	withAnswer,
} from '../../../../nodes/TwelveLabsTrigger/sources/analysisTask/event';

test('a later reading adds the answer, and takes no status back', () => {
	const found = { task_id: 'a', status: 'ready', custom_id: 'b', completed_at: 't' } as const;
	const lagging = {
		task_id: 'a',
		status: 'processing',
		custom_id: null,
		result: { data: 'Yes.' },
	} as const;
	expect(withAnswer(found, lagging)).toEqual({ ...found, result: { data: 'Yes.' } });
});

test('a warning of a ready task is no reason', () => {
	const task = { task_id: 'a', status: 'ready', error: { message: 'cut' } } as const;
	const event = analysisTaskEvent({ ...task, result: { data: 'Ye' } }, true);
	expect(event).toMatchObject({ event: 'ready', text: 'Ye', warning: 'cut' });
	expect(event).not.toHaveProperty('reason');
});

test('a canceled task without a reason says so', () => {
	expect(analysisTaskEvent({ task_id: 'a', status: 'canceled' }, true)).toEqual({
		event: 'canceled',
		deduplicationKey: 'a:canceled',
		reason: null,
		task_id: 'a',
	});
});

test('a task finished when it was completed, else it counts as when it was created', () => {
	const created_at = '2026-11-27T10:00:00Z';
	const at = Date.UTC(2026, 10, 27, 10);
	expect(completedAt({ task_id: 'a', created_at })).toBe(at);
	expect(completedAt({ task_id: 'a', created_at, completed_at: '2026-11-27T10:01:00Z' })).toBe(
		at + 60_000,
	);
	expect(completedAt({ task_id: 'a' })).toBe(0);
});

test('a raw event has the whole task, and the times of both are of one form', () => {
	const times = {
		created_at: '2026-11-27T10:00:00+01:00',
		completed_at: '2026-11-27T10:01:00',
	};
	const task = {
		task_id: 'a',
		status: 'failed',
		error: { message: 'too dark' },
		...times,
	} as const;
	const common = {
		event: 'failed',
		deduplicationKey: 'a:failed',
		reason: 'too dark',
		created_at: '2026-11-27T09:00:00.000Z',
		completed_at: '2026-11-27T10:01:00.000Z',
	};
	expect(analysisTaskEvent(task, false)).toEqual({ ...task, ...common });
	expect(analysisTaskEvent(task, true)).toEqual({ task_id: 'a', ...common });
});
