import type { Connection } from '../../../api/client/connection';
import { read } from '../../../api/client/send';
import { ENDPOINTS } from '../../../api/endpoints';
import type { Entity } from '../../../shared/types';

/** One entity. */
export const readOne = async (
	connection: Connection,
	entityCollectionId: string,
	entityId: string,
): Promise<Entity> =>
	await read<Entity>(connection, {
		endpoint: ENDPOINTS.entities.retrieve,
		ids: { entityCollectionId, entityId },
		names: { _id: entityId },
	});
