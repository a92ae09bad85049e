import type { INodeProperties } from 'n8n-workflow';

import { ENDPOINTS } from '../../../api/endpoints';
import { assetLocator } from '../../../shared/locators/assetLocator';
import type { Operation } from '../../operation';

const force: INodeProperties = {
	displayName: 'Force',
	name: 'force',
	type: 'boolean',
	default: false,
	description:
		'Whether to delete the asset even if indexed assets refer to it. Without it, TwelveLabs refuses that.',
};

/** https://docs.twelvelabs.io/api-reference/upload-content/direct-uploads/delete */
export const deleteAsset: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete asset by its ID',
	description: 'Delete an uploaded file for good',
	endpoint: ENDPOINTS.assets.delete,
	fields: [assetLocator],
	options: [force],
	code: async () => await import('./delete.run.js'),
};
