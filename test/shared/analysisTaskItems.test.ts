import {
	completedTask,
	hasSegments,
	isJsonTask,
	simplifiedTask,
} from '../../nodes/shared/analysisTaskItems';
import type { AnalysisTask } from '../../nodes/shared/types';

const taskOf = (more: object) => ({ task_id: 't1', status: 'ready', ...more }) as AnalysisTask;

const SEGMENTS = taskOf({ request_params: { analysis_mode: 'time_based_metadata' } });
const SCHEMA = taskOf({ request_params: { response_format: { type: 'json_schema' } } });
const GENERAL = taskOf({ request_params: { analysis_mode: 'general', response_format: {} } });
const BARE = taskOf({});

test('a task says itself whether it is about segments, and whether its answer is JSON', () => {
	const tasks = [SEGMENTS, SCHEMA, GENERAL, BARE, taskOf({ request_params: {} })];
	expect(tasks.map(hasSegments)).toEqual([true, false, false, false, false]);
	expect(tasks.map(isJsonTask)).toEqual([true, true, false, false, false]);
});

/** Without fields that have no value. */
const simplified = (task: object) =>
	JSON.parse(JSON.stringify(simplifiedTask(task as never))) as object;

test('a task is simplified to flat fields, with its answer', () => {
	const result = { data: '{"a":1}', finish_reason: 'length' };
	const times = { created_at: '2026-11-24T12:00:00Z', completed_at: '2026-11-24T12:01:00Z' };
	const video_source = { type: 'asset_id', asset_id: 'a1', url: 'https://example.com/a.mp4' };
	expect(simplified({ ...SCHEMA, ...times, custom_id: 'c', video_source, result })).toEqual({
		task_id: 't1',
		status: 'ready',
		custom_id: 'c',
		asset_id: 'a1',
		data: { a: 1 },
		finish_reason: 'length',
		truncated: true,
		...times,
	});
	expect(simplified({ ...BARE, result: { data: '{"a":1}' } })).toEqual({
		task_id: 't1',
		status: 'ready',
		text: '{"a":1}',
	});
});

test('a video that is no asset has its address', () => {
	const video_source = { type: 'url', url: 'https://example.com/a.mp4' };
	expect(simplified({ ...BARE, video_source })).toMatchObject({ video_url: video_source.url });
});

test('what a task says of itself is a warning where it is ready, else why it ended', () => {
	const error = { message: 'no speech' };
	const warned = { task_id: 't1', status: 'ready', warning: 'no speech' };
	expect(simplified({ ...BARE, error })).toEqual(warned);
	expect(simplified({ ...BARE, error, result: { data: 'x' } })).toEqual({ ...warned, text: 'x' });
	expect(simplified({ ...BARE, status: 'failed', error })).toEqual({
		task_id: 't1',
		status: 'failed',
		error: 'no speech',
	});
	expect(simplified({ task_id: 't1', status: 'failed' })).toEqual({
		task_id: 't1',
		status: 'failed',
	});
});

test('a task that was waited for has its answer, as it was asked for', () => {
	const task = { ...BARE, custom_id: 'c', result: { data: '[1]', finish_reason: 'stop' } };
	expect(completedTask(task as AnalysisTask, true)).toEqual({
		task_id: 't1',
		status: 'ready',
		custom_id: 'c',
		data: [1],
		finish_reason: 'stop',
	});
	const video_source = { type: 'asset_id', asset_id: 'a1' };
	expect(completedTask({ ...task, video_source } as AnalysisTask, false)).toMatchObject({
		asset_id: 'a1',
		text: '[1]',
	});
	expect(completedTask(BARE, true)).toEqual({ task_id: 't1', status: 'ready' });
});
