import { type IDataObject, NodeApiError } from 'n8n-workflow';

import { read } from '../../../api/client/send';
import { ENDPOINTS } from '../../../api/endpoints';
import { serverTime } from '../../../api/time';
import { vectorsIn } from '../../../shared/embedding/embed';
import { embeddedFile } from '../../../shared/embedding/task';
import { OUTPUTS, outputShape } from '../../../shared/output';
import { asChoice, valuesOf } from '../../../shared/parameters';
import type { EmbeddingTask } from '../../../shared/types';
import type { Item } from '../../run/item';
import { chosenTask } from '../../taskWait';
import { doing, waitEnded } from '../../wait';
import { itemsOfTask } from './items';
import { EMBEDDINGS } from './tasks';

export async function run(item: Item): Promise<IDataObject[]> {
	const output = asChoice('Output', item.parameter('output'), valuesOf(OUTPUTS));
	const shape = outputShape(item, (vector) => vector);
	const task = await chosenTask(item, EMBEDDINGS);
	if (output === 'raw') return [item.isForModel ? withoutNumbers(task) : { ...task }];
	if (task.status !== 'ready') throw notReady(item, task);
	const { input_filename: filename, input_url: url } = embeddedFile(task);
	const vectors = itemsOfTask(item, task, {
		...(filename !== undefined && { filename }),
		...(url !== undefined && { url }),
		task_id: task._id,
		model: (await modelOf(item, task)) ?? null,
	});
	return output === 'selected' ? vectors.map(shape) : vectors;
}

/** The task for a model, which learns how many vectors there are, and no number of them. */
function withoutNumbers(task: EmbeddingTask): IDataObject {
	const vectors = vectorsIn(task);
	const dimension = vectors.at(0)?.embedding.length;
	return { ...task, data: dimension === undefined ? null : { vectors: vectors.length, dimension } };
}

function notReady(item: Item, task: EmbeddingTask): Error {
	const { lifecycle, failure } = EMBEDDINGS;
	const { _id: task_id, status } = task;
	if (lifecycle.failed.includes(status ?? '')) return failure(item, task);
	const is = doing(status, lifecycle.running) ?? 'running';
	return waitEnded(item, `The embeddings are not ready: task ${task_id} is still ${is}`, {
		about: { task_id, status },
		next: 'Turn on Wait for Completion under Options, or run the node again later.',
	});
}

const SECOND_MS = 1_000;

/** A hint says where it is not known: what has been embedded can be read without it. */
async function modelOf(item: Item, task: EmbeddingTask): Promise<string | undefined> {
	if (task.model_name !== undefined) return task.model_name;
	const listed = await listedModel(item, task).catch(async (error: unknown) =>
		error instanceof NodeApiError ? error : await Promise.reject(error),
	);
	if (typeof listed === 'string') return listed;
	item.hint(`${NO_MODEL}${listed ? ` The list of tasks: ${listed.message}.` : ''}`);
	return undefined;
}

const NO_MODEL =
	'TwelveLabs did not say of which model the vectors are, so model is null. Only vectors of one model can be compared.';

/** Lists name the model of a task, which the task itself does not: a page of those that were created when it was. */
async function listedModel({ connection }: Item, task: EmbeddingTask): Promise<string | undefined> {
	const created = serverTime(task.created_at);
	if (created === undefined) return undefined;
	const at = (ms: number) => new Date(created + ms).toISOString().replace(/\.\d+Z$/, 'Z');
	const query = { started_at: at(-SECOND_MS), ended_at: at(2 * SECOND_MS), page_limit: 50 };
	const request = { endpoint: ENDPOINTS.embeddingTasks.list, query };
	const { data = [] } = await read<{ data?: EmbeddingTask[] }>(connection, request);
	return data.find(({ _id }) => _id === task._id)?.model_name;
}
