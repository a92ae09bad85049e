import { updateEntity } from '../../entities';
import { metadataChange } from '../../fields/metadataChange';
import type { Run } from '../../operation';

export const run: Run = async (item) =>
	await updateEntity(item, 'indexedAssetId', {
		body: metadataChange(item, { allowNull: true }),
	});
