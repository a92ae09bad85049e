import type { IDataObject } from 'n8n-workflow';

import type { EntityCollection } from '../../../shared/types';

/** An entity collection, in the order of every output. */
export function simplifiedCollection(answer: IDataObject): IDataObject {
	const { _id, name, description, created_at, updated_at } = answer as Partial<EntityCollection>;
	return { _id, name, description, created_at, updated_at };
}
