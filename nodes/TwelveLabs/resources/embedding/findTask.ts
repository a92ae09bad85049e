import { text } from '../../../api/body';
import { ENDPOINTS } from '../../../api/endpoints';
import { readAsset } from '../../../shared/asset';
import { claim } from '../../../shared/creating/claim';
import type { Finding } from '../../../shared/creating/createOnce';
import { REMEMBERED_MS, type Target } from '../../../shared/creating/inTurn';
import { newestEntries } from '../../../shared/creating/newestEntries';
import { isProof } from '../../../shared/creating/wholeList';
import { embeddedFile } from '../../../shared/embedding/task';
import type { Asset, EmbeddingTask } from '../../../shared/types';
import type { Item } from '../../run/item';
import type { TimedKind } from './timed';

/** What is known of a task without its ID. */
export interface Sought {
	kind: TimedKind;
	model: string;
	asset_id?: string;
	url?: string;
}

/**
 * Which task the request of an item has started. Lists do not name the asset of a task: its filename has to be shown, and the
 * times have to fit.
 * @param begunAt when the request left, on the clock of `performance.now`
 */
export async function findTask(
	item: Item,
	sought: Sought,
	begunAt: number,
	target: Target,
): Promise<Finding<EmbeddingTask>> {
	const list = await newestEntries<EmbeddingTask, '_id'>(
		item.connection,
		ENDPOINTS.embeddingTasks.list,
		{
			target,
			idField: '_id',
			since: () => (target.clock.timeAt(begunAt) ?? -Infinity) - REMEMBERED_MS,
		},
	);
	const { asset_id: assetId } = sought;
	const asset = assetId === undefined ? undefined : await readAsset(item.connection, assetId);
	const found = list.entries
		.filter(({ _id }) => !target.owned.has(_id))
		.map((task) => ({ task, fit: fitOf(task, sought, asset) }))
		.filter(({ fit }) => fit !== 'no');
	const claimed = claim(
		found.map(({ task }) => task),
		begunAt,
		target,
	);
	if (!claimed) return { state: isProof(list, target) ? 'absent' : 'unproven' };
	if (claimed.state === 'ambiguous') return claimed;
	const { entry } = claimed;
	const isOwn = found.some(({ task, fit }) => task === entry && fit === 'yes');
	return isOwn ? claimed : { state: 'ambiguous', ids: [entry._id] };
}

/**
 * Whether a task may be of the file. That a list repeats an address or a name as it was sent is not documented: only what it
 * shows of kind and model says that a task is another one.
 */
function fitOf(
	task: EmbeddingTask,
	{ kind, model, url }: Sought,
	asset: Asset | undefined,
): 'yes' | 'no' | 'unknown' {
	const { audio_embedding: audio, video_embedding: video, model_name } = task;
	const isOther = kind === 'video' ? audio && !video : video && !audio;
	if (isOther || (text(model_name) ?? model) !== model) return 'no';
	const { input_url, input_filename } = embeddedFile(task);
	const [shown, expected] = asset ? [input_filename, asset.filename] : [input_url, url];
	return expected !== undefined && shown === expected ? 'yes' : 'unknown';
}
