import { listEntities } from '../../entities';
import type { Run } from '../../operation';
import { simplifiedEntity } from './simplified';

export const run: Run = async (item) => await listEntities(item, simplifiedEntity);
