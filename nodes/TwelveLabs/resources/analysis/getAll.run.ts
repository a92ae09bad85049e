import type { IDataObject } from 'n8n-workflow';

import { checkedId } from '../../../api/path';
import { serverTime } from '../../../api/time';
import { outputShape } from '../../../shared/output';
import { asChoice, asCollection, asText, valuesOf } from '../../../shared/parameters';
import { webAddress } from '../../../shared/webAddress';
import { chosenIn, isSet } from '../../fields/filters';
import { limitOf, list } from '../../fields/list';
import type { Item } from '../../run/item';
import { simplifiedTask } from '../../../shared/analysisTaskItems';
import { STATUSES, MODES } from './getAllFields';

export async function run(item: Item): Promise<IDataObject[]> {
	const shape = outputShape(item, simplifiedTask);
	const filters = asCollection('Filters', item.parameter('filters'));
	const statuses = chosenIn('Status', filters.status, STATUSES);
	const query = filterQuery(filters);
	if (statuses.length === 0) return (await list(item, query, 'task_id')).map(shape);
	return (await withStatuses(item, statuses, query)).map(shape);
}

/** In the order in which a task has them: one that goes on while the lists are read is met again, and not missed. */
const LIFE = ['queued', 'pending', 'processing', 'ready', 'failed', 'canceled'];

/** A request takes one status. A task that changes its own meanwhile is listed as it was read last. */
async function withStatuses(
	item: Item,
	statuses: string[],
	query: IDataObject,
): Promise<IDataObject[]> {
	const byId = new Map<unknown, IDataObject>();
	for (const status of LIFE.filter((each) => statuses.includes(each))) {
		for (const task of await list(item, { ...query, status }, 'task_id')) {
			byId.set(task.task_id, task);
		}
	}
	const time = ({ created_at }: IDataObject) => serverTime(created_at) ?? 0;
	return [...byId.values()].sort((a, b) => time(b) - time(a)).slice(0, limitOf(item));
}

function filterQuery({ assetId, videoUrl, analysisMode }: IDataObject): IDataObject {
	const example = 'https://example.com/videos/keynote.mp4';
	return {
		...(isSet(assetId) && { asset_id: checkedId('assetId', assetId) }),
		...(isSet(videoUrl) && {
			video_url: webAddress('Video URL', asText('Video URL', videoUrl), example),
		}),
		...(isSet(analysisMode) && {
			analysis_mode: asChoice('Mode', analysisMode, valuesOf(MODES)),
		}),
	};
}
