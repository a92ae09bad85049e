import { ApiError, requireThat } from '../errors';
import { FAILING_ENTITY, plannedFailure } from '../plannedFailures';
import { assetTypeOf } from '../records';
import type { Call } from './call';
import { requireReadyAsset } from './lookup';

/**
 * The images of an entity, each once.
 * @throws what the API answers where one is no image, is not ready, or does not exist
 */
export function requireImages(call: Call, assetIds: string[]): string[] {
	requireThat(assetIds.length > 0, 'asset_ids is empty');
	for (const id of assetIds) {
		const { filename, fileType } = requireReadyAsset(call, id, 'used for an entity');
		requireThat(assetTypeOf(fileType) === 'image', `asset ${id} is no image`);
		const failure = plannedFailure(filename, FAILING_ENTITY);
		if (failure !== undefined) throw new ApiError(400, 'parameter_invalid', `${id}: ${failure}`);
	}
	return [...new Set(assetIds)];
}
