import { readEntity } from '../../entities';
import type { Run } from '../../operation';
import { simplifiedCollection } from './simplified';

export const run: Run = async (item) =>
	await readEntity(item, 'entityCollectionId', simplifiedCollection);
