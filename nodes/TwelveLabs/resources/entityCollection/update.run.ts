import { changeEntity } from '../../entities';
import { changeOf } from '../../fields/change';
import type { Run } from '../../operation';
import { simplifiedCollection } from './simplified';

export const run: Run = async (item) =>
	await changeEntity(item, 'entityCollectionId', simplifiedCollection, {
		body: changeOf(item, 'entityCollectionName'),
	});
