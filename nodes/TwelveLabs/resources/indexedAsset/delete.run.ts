import { deleteEntity } from '../../entities';
import type { Run } from '../../operation';

export const run: Run = async (item) =>
	await deleteEntity(item, 'indexedAssetId', { one: 'indexed asset' });
