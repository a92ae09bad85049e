import type { INodeProperties } from 'n8n-workflow';

import { metadataFields } from '../../../shared/metadata/fields';
import { optionsField } from '../options';
import { outputFields } from '../outputFields';
import { createOperation } from './create';
import { enableVideoStream } from './createFields';
import { deleteOperation } from './delete';
import { getOperation } from './get';
import { filtersField, getAllOperation, sortField } from './getAll';
import { getAllByAssetOperation } from './getAllByAsset';
import { updateOperation } from './update';

/** Assets in an index: what makes a video searchable. */
export const indexedAssetOperations: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['indexedAsset'] } },
	options: [
		// The node panel shows the actions in this order.
		createOperation,
		getOperation,
		getAllOperation,
		getAllByAssetOperation,
		updateOperation,
		deleteOperation,
	],
	default: 'create',
	// n8n hands the whole request to the operation's own function, see `perItem`.
	routing: { send: { paginate: true } },
};

/** Filters, Sort and Options come last, in the order of n8n's own nodes. */
export const indexedAssetFields: INodeProperties[] = [
	enableVideoStream,
	...metadataFields,
	...outputFields,
	filtersField,
	sortField,
	optionsField,
];
