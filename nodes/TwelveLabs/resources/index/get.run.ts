import { readEntity } from '../../entities';
import type { Run } from '../../operation';
import { simplifiedIndex } from './simplified';

export const run: Run = async (item) => await readEntity(item, 'indexId', simplifiedIndex);
