import type { IDataObject } from 'n8n-workflow';

import { readAnalysisTask } from '../../../shared/analysisTask';
import { OUTPUTS, outputShape } from '../../../shared/output';
import { asBoolean, asChoice, valuesOf } from '../../../shared/parameters';
import type { AnalysisTask } from '../../../shared/types';
import { waitsOf } from '../../fields/wait';
import type { Item } from '../../run/item';
import { hintAtAnswer } from './answer';
import { segmentsOf } from './segments';
import { hasSegments, isJsonTask, simplifiedTask } from '../../../shared/analysisTaskItems';
import { analysisCompleted, nextIfFailed } from './wait';

export async function run(item: Item): Promise<IDataObject[]> {
	const splits = asBoolean('Split Segments', item.options.splitSegments ?? true);
	const output = asChoice('Output', item.parameter('output'), valuesOf(OUTPUTS));
	const shape = outputShape(item, simplifiedTask);
	const shapeOfSegment = outputShape(item, (segment) => segment);
	const task = await taskOf(item);
	if (task.status === 'failed') item.hint(nextIfFailed(task));
	const isReady = task.status === 'ready';
	if (isReady && !hasSegments(task)) hintAtAnswer(item, task.result ?? {}, isJsonTask(task));
	const isSplit = isReady && hasSegments(task) && splits && output !== 'raw';
	if (!isSplit) return [shape({ ...task })];
	const segments = segmentsOf(item, task);
	return output === 'selected' ? segments.map(shapeOfSegment) : segments;
}

/** As it is, or at its end where that is wanted. An ID that no task has is reported as such, so the first reading is no wait. */
async function taskOf(item: Item): Promise<AnalysisTask> {
	const waits = waitsOf(item);
	const taskId = item.id('taskId');
	const deadline = waits.begin();
	const task = await readAnalysisTask(item.connection, taskId);
	if (!waits.forCompletion || task.status === 'ready') return task;
	item.facts.task_id = taskId;
	return await analysisCompleted(item, taskId, deadline);
}
