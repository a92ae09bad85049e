import type { INodeProperties } from 'n8n-workflow';

import { metadataFields } from '../metadataFields';
import { createOperation } from './create';
import { createFields, enableVideoStream } from './createFields';
import { deleteOperation } from './delete';
import { getFields, getOperation } from './get';
import { getAllFields, getAllOperation } from './getAll';
import { getAllByAssetOperation } from './getAllByAsset';
import { updateFields, updateOperation } from './update';

/** Assets in an index: what makes a video searchable. */
export const indexedAssetOperations: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['indexedAsset'] } },
	options: [
		deleteOperation,
		getOperation,
		getAllOperation,
		getAllByAssetOperation,
		createOperation,
		updateOperation,
	],
	default: 'create',
	// n8n hands the whole request to the operation's own function, see `perItem`.
	routing: { send: { paginate: true } },
};

export const indexedAssetFields: INodeProperties[] = [
	enableVideoStream,
	...metadataFields,
	...createFields,
	...getFields,
	...getAllFields,
	...updateFields,
];
