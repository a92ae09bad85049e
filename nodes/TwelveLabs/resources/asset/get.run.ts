import { readEntity } from '../../entities';
import type { Run } from '../../operation';
import { simplifiedAsset } from '../../../shared/simplifiedAsset';

export const run: Run = async (item) => await readEntity(item, 'assetId', simplifiedAsset);
