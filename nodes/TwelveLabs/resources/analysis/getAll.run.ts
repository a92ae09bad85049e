import type { IDataObject } from 'n8n-workflow';

import { checkedId } from '../../../api/path';
import { outputShape } from '../../../shared/output';
import { asChoice, asCollection, asText, valuesOf } from '../../../shared/parameters';
import { webAddress } from '../../../shared/webAddress';
import { isSet } from '../../fields/filters';
import { EXAMPLE_URL } from '../../fields/mediaAddress';
import { listByStatus } from '../../fields/statuses';
import type { Item } from '../../run/item';
import { simplifiedTask } from '../../../shared/analysisTaskItems';
import { MODES } from './getAllFields';

export async function run(item: Item): Promise<IDataObject[]> {
	const shape = outputShape(item, simplifiedTask);
	const filters = asCollection('Filters', item.parameter('filters'));
	const query = filterQuery(filters);
	const tasks = await listByStatus(item, filters.status, { query, life: LIFE, idName: 'task_id' });
	return tasks.map(shape);
}

/** In the order in which a task has them. */
const LIFE = ['queued', 'pending', 'processing', 'ready', 'failed', 'canceled'];

function filterQuery({ assetId, videoUrl, analysisMode }: IDataObject): IDataObject {
	return {
		...(isSet(assetId) && { asset_id: checkedId('assetId', assetId) }),
		...(isSet(videoUrl) && {
			video_url: webAddress('Video URL', asText('Video URL', videoUrl), EXAMPLE_URL),
		}),
		...(isSet(analysisMode) && {
			analysis_mode: asChoice('Mode', analysisMode, valuesOf(MODES)),
		}),
	};
}
