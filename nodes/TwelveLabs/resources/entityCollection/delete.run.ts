import { NodeApiError } from 'n8n-workflow';

import { advise, detailsOf } from '../../../api/errors/details';
import { deleteEntity } from '../../entities';
import type { Run } from '../../operation';

const CONFLICT = 409;

export const run: Run = async (item) =>
	await deleteEntity(item, 'entityCollectionId', { one: 'entity collection' }).catch(
		(error: unknown) => {
			const isInUse = error instanceof NodeApiError && detailsOf(error).httpStatus === CONFLICT;
			throw isInUse ? advise(error, DELETE_ENTITIES) : error;
		},
	);

const DELETE_ENTITIES =
	'Delete the entities of the collection first: Get Many of Entity lists them.';
