import type { IDataObject } from 'n8n-workflow';

import type { Entity } from '../../../shared/types';

/** An entity, small and flat, with the mention by which a search finds it. */
export function simplifiedEntity(answer: IDataObject): IDataObject {
	const { _id, name, description, status, asset_ids, metadata, ...more } =
		answer as Partial<Entity>;
	return {
		_id,
		name,
		description,
		status,
		mention: _id === undefined ? undefined : `<@${_id}>`,
		asset_count: Array.isArray(asset_ids) ? asset_ids.length : undefined,
		metadata: metadata as IDataObject | undefined,
		updated_at: more.updated_at,
		entity_collection_id: more.entity_collection_id,
	};
}
