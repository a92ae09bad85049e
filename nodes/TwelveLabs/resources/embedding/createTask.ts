import { type IDataObject, NodeApiError } from 'n8n-workflow';

import { isRecord } from '../../../api/body';
import { ENDPOINTS } from '../../../api/endpoints';
import { advise, detailsOf } from '../../../api/errors/details';
import { textId } from '../../../api/ids';
import { createAt } from '../../../shared/creating/createAt';
import { inTurn } from '../../../shared/creating/inTurn';
import type { EmbeddingTask } from '../../../shared/types';
import { explainAsset } from '../../assetState';
import type { Item } from '../../run/item';
import { turnOf } from '../../turn';
import { waitEnded } from '../../wait';
import { findTask, type Sought } from './findTask';
import { UPLOAD_AGAIN } from './wait';

/**
 * Starts an embedding task, neither twice nor without an answer. A task has no ID of the user's, and lists say little of it:
 * so one of an account is started after the other, and found again by file and time.
 * @param body the whole of it
 * @param sought what it says
 * @throws NodeApiError when TwelveLabs did not accept it, or when it stays unclear, which the error then says
 */
export async function createTask(
	item: Item,
	body: IDataObject,
	sought: Sought,
): Promise<EmbeddingTask> {
	const { connection, tries } = item;
	const file = sought.asset_id ?? sought.url ?? '';
	return await inTurn(
		`${connection.account} embeddingTask`,
		async (target) =>
			await createAt<EmbeddingTask>(target, {
				connection,
				request: { endpoint: ENDPOINTS.embeddingTasks.create, body },
				tries,
				entryOf({ body: answer }) {
					const task = isRecord(answer) ? (answer as Partial<EmbeddingTask>) : {};
					const _id = textId(task._id);
					return _id === undefined ? undefined : { ...task, _id };
				},
				withoutId: () =>
					waitEnded(item, 'TwelveLabs accepted the embedding, but named no ID for it', {
						about: {},
						next: `Look for its task with Embedding > Get Many in a minute. ${NOT_BEFORE}`,
					}),
				explain: async (error) => await explainRefusal(item, sought, error),
				onEffect: (effect) => item.onEffect(effect, file),
				find: async (begunAt) => await findTask(item, sought, begunAt, target),
				unclear: (reason, ids) => unclear(reason, ids),
			}),
		turnOf(item),
	);
}

const NOT_BEFORE = 'Do not start it again before that, since it may then be billed twice.';

function unclear(reason: Error, ids: string[]): Error {
	if (!(reason instanceof NodeApiError)) return reason;
	const found =
		ids.length > 0
			? ` Of the last minutes, the account holds ${ids.join(', ')}, which may be of this item or of another run.`
			: '';
	return advise(
		reason,
		`The embedding may have been started all the same.${found} Look for its task with Embedding > Get Many. ${NOT_BEFORE}`,
	);
}

async function explainRefusal(
	item: Item,
	{ asset_id: assetId }: Sought,
	error: NodeApiError,
): Promise<NodeApiError> {
	if (detailsOf(error).code === 'video_duration_too_long') {
		error.message = 'The file is too long to be embedded in one go';
		return advise(
			error,
			'A task takes four hours at most. Embed it in parts, with Start Time and End Time under Options.',
		);
	}
	return await explainAsset(item, assetId, error, UPLOAD_AGAIN);
}
