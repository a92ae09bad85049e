import type { IDataObject } from 'n8n-workflow';

import { answerOf, isJsonFormat } from './analysisAnswer';
import type { AnalysisTask } from './types';

/** Of a task that divides a video into segments. */
export const SEGMENTATION = 'time_based_metadata';

/** Whether a task is about segments: the task itself says so, whatever the node is set to. */
export const hasSegments = ({ request_params: params }: AnalysisTask): boolean =>
	params?.analysis_mode === SEGMENTATION;

/** Whether the answer of a task is JSON. */
export const isJsonTask = (task: AnalysisTask): boolean =>
	hasSegments(task) || isJsonFormat(task.request_params?.response_format?.type);

/** The answer of a task, as an item has it. Nothing where there is none, or not yet. */
function answerOfTask(task: AnalysisTask, isJson = isJsonTask(task)): IDataObject {
	const { result, error } = task;
	return result ? answerOf({ ...result, error }, isJson) : {};
}

/** A task, small and flat. Of one that is ready, `error` is a warning. */
export function simplifiedTask(entry: IDataObject): IDataObject {
	const task = entry as unknown as AnalysisTask;
	const { task_id, status, custom_id, video_source, created_at, completed_at, error } = task;
	const { text, data, finish_reason, truncated, warning } = answerOfTask(task);
	return {
		task_id,
		status,
		custom_id,
		asset_id: video_source?.asset_id,
		video_url: video_source?.asset_id ? undefined : video_source?.url,
		text,
		data,
		finish_reason,
		truncated,
		warning: warning ?? (status === 'ready' ? error?.message : undefined),
		error: status === 'ready' ? undefined : error?.message,
		created_at,
		completed_at,
	};
}

/**
 * A task that was waited for: its answer, as Analyze Video has it.
 * @param isJson whether JSON was asked for
 */
export function completedTask(task: AnalysisTask, isJson: boolean): IDataObject {
	const { task_id, status, custom_id, video_source } = task;
	const asset_id = video_source?.asset_id;
	return { task_id, status, custom_id, asset_id, ...answerOfTask(task, isJson) };
}
