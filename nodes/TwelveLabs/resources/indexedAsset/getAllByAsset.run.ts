import type { IDataObject } from 'n8n-workflow';

import { list } from '../../fields/list';
import type { Item } from '../../run/item';

export async function run(item: Item): Promise<IDataObject[]> {
	return await list(item);
}
