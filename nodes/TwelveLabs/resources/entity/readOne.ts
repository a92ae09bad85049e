import type { Connection } from '../../../api/client/connection';
import { readTimed, type Timed } from '../../../api/client/send';
import { ENDPOINTS } from '../../../api/endpoints';
import type { Entity } from '../../../shared/types';

/** One entity, with what says how current it is. */
export const readOneTimed = async (
	connection: Connection,
	entityCollectionId: string,
	entityId: string,
): Promise<Timed<Entity>> =>
	await readTimed<Entity>(connection, {
		endpoint: ENDPOINTS.entities.retrieve,
		ids: { entityCollectionId, entityId },
		names: { _id: entityId },
	});

/** One entity. */
export const readOne = async (...asked: Parameters<typeof readOneTimed>): Promise<Entity> =>
	(await readOneTimed(...asked)).body;
