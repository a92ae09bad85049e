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

function timeQuery({ startedAfter, startedBefore }: IDataObject, zone: string): IDataObject {
	const after = isSet(startedAfter) ? asTimestamp('Started After', startedAfter, zone) : undefined;
	const before = isSet(startedBefore)
		? asTimestamp('Started Before', startedBefore, zone)
		: undefined;
	// Both are in UTC, so that their text is in the order of time.
	if (after !== undefined && before !== undefined && before < after) {
		throw invalid('Started Before', startedBefore, 'is before Started After');
	}
	return {
		// Both are compared with `created_at`.
		...(after !== undefined && { started_at: after }),
		...(before !== undefined && { ended_at: before }),
	};
}
