import { type INodeProperties, NodeApiError } from 'n8n-workflow';

import { ENDPOINTS } from '../../../api/endpoints';
import { advise, detailsOf } from '../../../api/errors/details';
import { assetLocator } from '../../../shared/locators/assetLocator';
import { asBoolean } from '../../../shared/parameters';
import { deleteEntity } from '../../entities';
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
	run: async (item) => {
		const isForced = asBoolean('Force', item.options.force ?? false);
		const query = isForced ? { force: true } : undefined;
		return await deleteEntity(item, 'assetId', { one: 'asset', query }).catch((error: unknown) => {
			throw error instanceof NodeApiError && !isForced ? inUse(error, item.id('assetId')) : error;
		});
	},
};

const CONFLICT = 409;

/** Adds to the refusal of an asset in use what to do with what uses it. */
function inUse(error: NodeApiError, id: string): NodeApiError {
	if (detailsOf(error).httpStatus !== CONFLICT) return error;
	error.message = `Asset ${id} is still in use`;
	return advise(
		error,
		'Delete the indexed assets made of it first: Get Many by Asset of Indexed Asset lists them. Or turn on Force under Options: the asset is then deleted although they refer to it, and they are left without it. TwelveLabs does not document what of them can still be played or searched.',
	);
}
