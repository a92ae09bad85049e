import type { INodeProperties } from 'n8n-workflow';

import { requiredName } from '../../fields/name';
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
export const indexNameOf = (item: Item): string => requiredName(item, 'indexName', 'the index');
