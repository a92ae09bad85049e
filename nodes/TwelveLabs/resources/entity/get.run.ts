import { readEntity } from '../../entities';
import type { Run } from '../../operation';
import { simplifiedEntity } from './simplified';

export const run: Run = async (item) => await readEntity(item, 'entityId', simplifiedEntity);
