import type { IDataObject } from 'n8n-workflow';

import { OUTPUTS, outputShape } from '../../../shared/output';
import { asBoolean, asChoice, valuesOf } from '../../../shared/parameters';
import type { Item } from '../../run/item';
import { hintAtAnswer } from './answer';
import { segmentsOf } from './segments';
import { hasSegments, isJsonTask, simplifiedTask } from '../../../shared/analysisTaskItems';
import { chosenTask } from '../../taskWait';
import { ANALYSES, nextIfFailed } from './wait';

export async function run(item: Item): Promise<IDataObject[]> {
	const splits = asBoolean('Split Segments', item.options.splitSegments ?? true);
	const output = asChoice('Output', item.parameter('output'), valuesOf(OUTPUTS));
	const shape = outputShape(item, simplifiedTask);
	const shapeOfSegment = outputShape(item, (segment) => segment);
	const task = await chosenTask(item, ANALYSES);
	if (task.status === 'failed') item.hint(nextIfFailed(task));
	const isReady = task.status === 'ready';
	if (isReady && !hasSegments(task)) hintAtAnswer(item, task.result ?? {}, isJsonTask(task));
	const isSplit = isReady && hasSegments(task) && splits && output !== 'raw';
	if (!isSplit) return [shape({ ...task })];
	const segments = segmentsOf(item, task);
	return output === 'selected' ? segments.map(shapeOfSegment) : segments;
}
