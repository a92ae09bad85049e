import type { IDataObject } from 'n8n-workflow';

import { serverTime } from '../../../api/time';
import { simplifiedTask } from '../../../shared/analysisTaskItems';
import { ANALYSIS_TASK } from '../../../shared/lifecycles';
import { withoutGaps } from '../../../shared/output';
import type { AnalysisTask } from '../../../shared/types';
import { endFields, isoTimes } from '../eventFields';

/** The item of an event: the fields of Analysis: Get, with `event` and `reason` in the place of `status` and `error`. */
export function analysisTaskEvent(task: AnalysisTask, simplify: boolean): IDataObject {
	const { task_id, status, created_at, completed_at } = task;
	const end = endFields({ id: task_id, status, reason: ANALYSIS_TASK.reasonOf(task) });
	const times = isoTimes({ created_at, completed_at });
	if (!simplify) return { ...task, ...times, ...end };
	const fields = withoutGaps(simplifiedTask({ ...task }));
	delete fields.status;
	delete fields.error;
	return { ...end, ...fields, ...times };
}

/**
 * A task as a list showed it, and what it has by itself: its answer, and its parameters in full. Readings may disagree, since
 * replicas lag behind: what was found stays, above all the status.
 */
export function withAnswer(found: AnalysisTask, details: AnalysisTask): AnalysisTask {
	const { task_id, status } = found;
	const added = withoutGaps({ ...details }) as Partial<AnalysisTask>;
	return { ...found, ...added, task_id, status };
}

/** When a task finished. */
export const completedAt = ({ completed_at, created_at }: AnalysisTask): number =>
	serverTime(completed_at) ?? serverTime(created_at) ?? 0;
