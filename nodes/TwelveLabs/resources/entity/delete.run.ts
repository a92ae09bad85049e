import { deleteEntity } from '../../entities';
import type { Run } from '../../operation';

export const run: Run = async (item) => await deleteEntity(item, 'entityId', { one: 'entity' });
