import type { NodeApiError } from 'n8n-workflow';

import { advise, isConflict } from '../../../api/errors/details';
import { asBoolean } from '../../../shared/parameters';
import { deleteEntity } from '../../entities';
import type { Run } from '../../operation';

export const run: Run = async (item) => {
	const isForced = asBoolean('Force', item.options.force ?? false);
	const query = isForced ? { force: true } : undefined;
	return await deleteEntity(item, 'assetId', { one: 'asset', query }).catch((error: unknown) => {
		throw isConflict(error) && !isForced ? inUse(error, item.id('assetId')) : error;
	});
};

/** Adds to the refusal of an asset in use what to do with what uses it. */
function inUse(error: NodeApiError, id: string): NodeApiError {
	error.message = `Asset ${id} is still in use`;
	return advise(
		error,
		'Delete the indexed assets made of it first: Get Many by Asset of Indexed Asset lists them. Or turn on Force under Options: the asset is then deleted although they refer to it, and they are left without it. TwelveLabs does not document what of them can still be played or searched.',
	);
}
