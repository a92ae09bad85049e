import type { IDataObject } from 'n8n-workflow';

import { simplifiedEmbeddingTask } from '../../../shared/embedding/task';
import { outputShape } from '../../../shared/output';
import { asCollection, invalid } from '../../../shared/parameters';
import { asTimestamp } from '../../../shared/timestamp';
import { isSet } from '../../fields/filters';
import { listByStatus } from '../../fields/statuses';
import type { Item } from '../../run/item';

export async function run(item: Item): Promise<IDataObject[]> {
	const shape = outputShape(item, simplifiedEmbeddingTask);
	const filters = asCollection('Filters', item.parameter('filters'));
	const query = timeQuery(filters, item.timezone);
	const tasks = await listByStatus(item, filters.status, { query, life: LIFE, idName: '_id' });
	return tasks.map(shape);
}

/** In the order in which a task has them. */
const LIFE = ['processing', 'ready', 'failed'];

function timeQuery({ startedAt, endedAt }: IDataObject, zone: string): IDataObject {
	const started = isSet(startedAt) ? asTimestamp('Started After', startedAt, zone) : undefined;
	const ended = isSet(endedAt) ? asTimestamp('Started Before', endedAt, zone) : undefined;
	// Both are in UTC, so that their text is in the order of time.
	if (started !== undefined && ended !== undefined && ended < started) {
		throw invalid('Started Before', endedAt, 'is before Started After');
	}
	return {
		...(started !== undefined && { started_at: started }),
		...(ended !== undefined && { ended_at: ended }),
	};
}
