import type { IDataObject } from 'n8n-workflow';

import { withoutGaps } from '../../../shared/output';
import { uncounted } from '../../../shared/waitForEnd';
import { withAdditionalFields } from '../../fields/additionalFields';
import { videoSourceOf } from '../../fields/videoSource';
import { waitsOf } from '../../fields/wait';
import type { Item } from '../../run/item';
import { isJsonFormat } from '../../../shared/analysisAnswer';
import { hintAtAnswer } from './answer';
import { createTask } from './createTask';
import { customIdOf } from './customId';
import { onlySegments, requestFieldsOf, UNLIMITED } from './requestFields';
import { segmentsOf } from './segments';
import { completedTask, isJsonTask, SEGMENTATION } from '../../../shared/analysisTaskItems';
import { taskCompleted } from '../../taskWait';
import { ANALYSES, readyToAnalyze } from './wait';

/**
 * Starts an analysis task for the video of an item, and waits for its end where that is wanted.
 * @param fields what is asked of the video, in the API's terms
 * @returns the output items: the ID of the task, or what it came to
 * @throws as `createTask` and `analysisCompleted`; UserError before anything is sent
 */
export async function runTask(item: Item, fields: IDataObject): Promise<IDataObject[]> {
	const waits = waitsOf(item);
	const video = videoSourceOf(item);
	const asked = withAdditionalFields(
		{ video, ...fields, ...requestFieldsOf(item.options), custom_id: '' },
		item.options.additionalFields,
	);
	const customId = customIdOf(item, asked);
	const body: IDataObject = { ...asked, custom_id: customId.value };
	if (body.max_tokens === UNLIMITED && body.analysis_mode !== SEGMENTATION) throw onlySegments();
	const deadline = waits.begin();
	if (waits.forAsset) await readyToAnalyze(item, video, deadline);
	const { task_id, status } = await uncounted(
		deadline,
		async () => await createTask(item, body, customId),
	);
	Object.assign(item.facts, { task_id, ...(video.asset_id && { asset_id: video.asset_id }) });
	if (!waits.forCompletion) return [{ task_id, ...(status && { status }) }];
	const task = await taskCompleted(item, task_id, deadline, ANALYSES);
	if (body.analysis_mode === SEGMENTATION) return segmentsOf(item, task);
	// A task may leave out what it was asked for.
	const { type } = (body.response_format ?? {}) as { type?: string };
	const isJson = isJsonTask(task) || isJsonFormat(type);
	hintAtAnswer(item, task.result ?? {}, isJson);
	return [withoutGaps(completedTask(task, isJson))];
}
