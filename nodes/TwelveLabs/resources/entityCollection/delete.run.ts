import { advise, isConflict } from '../../../api/errors/details';
import { deleteEntity } from '../../entities';
import type { Run } from '../../operation';

export const run: Run = async (item) =>
	await deleteEntity(item, 'entityCollectionId', { one: 'entity collection' }).catch(
		(error: unknown) => {
			throw isConflict(error) ? advise(error, DELETE_ENTITIES) : error;
		},
	);

const DELETE_ENTITIES =
	'Delete the entities of the collection first: Get Many of Entity lists them.';
