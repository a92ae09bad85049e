import { type IDataObject, NodeApiError, type NodeOperationError } from 'n8n-workflow';

import { isRecord } from '../../../api/body';
import { ENDPOINTS } from '../../../api/endpoints';
import { advise } from '../../../api/errors/details';
import { textId } from '../../../api/ids';
import { createAt } from '../../../shared/creating/createAt';
import { inTurn, type Target } from '../../../shared/creating/inTurn';
import type { Item } from '../../run/item';
import { turnOf } from '../../turn';
import { waitEnded } from '../../wait';
import type { CustomId } from './customId';
import { findTask, type ListedTask } from './findTask';
import { explainRefusal } from './refusal';

/**
 * Starts an analysis task, neither twice nor without an answer: it is found again by its custom ID.
 * @param body the whole of it, with that ID
 * @throws NodeApiError when TwelveLabs did not accept it, or when it stays unclear, which the error then says
 */
export async function createTask(
	item: Item,
	body: IDataObject,
	customId: CustomId,
): Promise<Pick<ListedTask, 'task_id' | 'status'>> {
	const key = [item.connection.account, 'analysisTask', customId.value].join(' ');
	const create = async (target: Target) => await createAtTarget(item, body, customId, target);
	return await inTurn(key, create, turnOf(item));
}

async function createAtTarget(
	item: Item,
	body: IDataObject,
	customId: CustomId,
	target: Target,
): Promise<ListedTask> {
	return await createAt<ListedTask>(target, {
		connection: item.connection,
		request: { endpoint: ENDPOINTS.analysisTasks.create, body },
		tries: item.tries,
		isUnique: customId.isUnique,
		entryOf: ({ body: answer }) => {
			const task = isRecord(answer) ? (answer as Partial<ListedTask>) : {};
			const id = textId(task.task_id);
			return id === undefined ? undefined : { ...task, _id: id, task_id: id };
		},
		withoutId: () => withoutId(item, customId),
		explain: async (error) => await explainRefusal(item, body, error),
		onEffect: (effect) => item.onEffect(effect, `custom_id ${customId.value}`),
		find: async (begunAt) => await findTask(item, customId, begunAt, target),
		unclear: (reason, ids) => {
			item.facts.custom_id = customId.value;
			return unclear(reason, customId, ids);
		},
	});
}

function unclear(reason: Error, { value }: CustomId, ids: string[]): Error {
	if (!(reason instanceof NodeApiError)) return reason;
	const found =
		ids.length > 0
			? ` Of the last minutes, the account holds ${ids.join(', ')} with this custom ID, which may be of this item or of another run.`
			: '';
	return advise(
		reason,
		`The analysis may have been started all the same.${found} Before you start it again, look for a task with the custom_id ${value} with Analysis > Get Many: a second one is paid again.`,
	);
}

const withoutId = (item: Item, { value }: CustomId): NodeOperationError =>
	waitEnded(item, 'TwelveLabs accepted the analysis, but named no ID for it', {
		about: { custom_id: value },
		next: `Look for a task with the custom_id ${value} with Analysis > Get Many in a minute. Do not start it again before that, since it may then be billed twice.`,
	});
