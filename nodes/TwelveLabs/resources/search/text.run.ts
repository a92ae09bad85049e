import { UserError, type IDataObject } from 'n8n-workflow';

import { trimmed } from '../../../api/plainText';
import { asText } from '../../../shared/parameters';
import type { Item } from '../../run/item';
import { searchClips } from './searchClips';

export async function run(item: Item): Promise<IDataObject[]> {
	const query = trimmed(asText('Query', item.parameter('queryText')));
	if (query === '') {
		throw new UserError('Query is empty', {
			description: 'Say what is to be found. Nothing was sent for this item.',
		});
	}
	return await searchClips(item, { query_text: query });
}
