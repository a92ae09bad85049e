import {
	embeddingTaskEvent,
	finishedAt,
	withReason,
} from '../../../../nodes/TwelveLabsTrigger/sources/embeddingTask/event';

const TIME = '2026-11-27T10:00:00Z';
const TASK = { _id: 'a', created_at: TIME, updated_at: TIME } as const;

test.each([
	[true, { task_id: 'a' }],
	[false, { _id: 'a' }],
])('an event has the ID, and no vectors (simplified: %j)', (simplify, id) => {
	const data = [{ embedding: [0.1, 0.2] }];
	const event = embeddingTaskEvent({ ...TASK, status: 'ready', data }, simplify);
	expect(event).toMatchObject({ event: 'ready', deduplicationKey: 'a:ready', ...id });
	expect(event).not.toHaveProperty('data');
	expect(event).not.toHaveProperty('reason');
});

test('one that failed says why, where TwelveLabs does', () => {
	const failed = { ...TASK, status: 'failed' } as const;
	expect(embeddingTaskEvent(failed, true)).toMatchObject({ event: 'failed', reason: null });
	const error = { message: 'too many pages' };
	expect(embeddingTaskEvent({ ...failed, error }, true)).toMatchObject({ reason: error.message });
});

test('a later reading adds the reason, and takes no status back', () => {
	const found = { ...TASK, status: 'failed' } as const;
	const error = { message: 'too many pages' };
	expect(withReason(found, { ...TASK, status: 'processing', error })).toEqual({ ...found, error });
	expect(withReason({ ...found, error }, TASK)).toEqual({ ...found, error });
});

test('a task finished when it was last changed, else it counts as when it was created', () => {
	const at = Date.UTC(2026, 10, 27, 10);
	expect(finishedAt(TASK)).toBe(at);
	expect(finishedAt({ _id: 'a', created_at: TIME })).toBe(at);
	expect(finishedAt({ _id: 'a' })).toBe(0);
});

test('the times of an event are of one form', () => {
	const times = { created_at: '2026-11-27T10:00:00+01:00', updated_at: '2026-11-27T10:01:00' };
	for (const simplify of [true, false]) {
		expect(embeddingTaskEvent({ _id: 'a', status: 'ready', ...times }, simplify)).toMatchObject({
			created_at: '2026-11-27T09:00:00.000Z',
			updated_at: '2026-11-27T10:01:00.000Z',
		});
	}
});
