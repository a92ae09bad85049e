import { UserError, type INodeProperties } from 'n8n-workflow';

import { trimmed } from '../../../api/plainText';
import { asText } from '../../../shared/parameters';
import type { Item } from '../../run/item';

export const indexName: INodeProperties = {
	displayName: 'Name',
	name: 'indexName',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. Product Demos',
	description: 'Name of the index. No other index of the account may have it.',
};

/** What the user calls the index. @throws UserError where that is nothing */
export function indexNameOf(item: Item): string {
	const name = trimmed(asText('Name', item.parameter('indexName') ?? ''));
	if (name !== '') return name;
	throw new UserError('Name is empty', {
		description: 'Give the index a name. Nothing was sent for this item.',
	});
}
