import { type IDataObject, NodeApiError } from 'n8n-workflow';

import { isRecord } from '../../../api/body';
import { send } from '../../../api/client/send';
import { factsOf } from '../../../api/errors/facts';
import { outputShape } from '../../../shared/output';
import type { Entity } from '../../../shared/types';
import { changing } from '../../entities';
import { withAdditionalFields } from '../../fields/additionalFields';
import { waitsOf } from '../../fields/wait';
import type { Item } from '../../run/item';
import { assetIdsOf } from './fields';
import { readOne } from './readOne';
import { simplifiedEntity } from './simplified';
import { entityReady } from './wait';

/**
 * Adds images to an entity, or removes some.
 * @param isDone whether an entity with these images is as it was asked for
 * @param explain makes the error of a refusal more precise
 * @throws NodeApiError as `send`; UserError before anything is sent
 */
export async function changeAssets(
	item: Item,
	isDone: (held: ReadonlySet<string>, asked: string) => boolean,
	explain: (error: NodeApiError, assetIds: string[]) => Promise<NodeApiError> | NodeApiError,
): Promise<IDataObject[]> {
	const waits = waitsOf(item);
	const shape = outputShape(item, simplifiedEntity);
	const [collectionId, id] = [item.id('entityCollectionId'), item.id('entityId')];
	const ids = assetIdsOf(item);
	const body = withAdditionalFields({ asset_ids: ids }, item.options.additionalFields);
	const request = { ...item.request, body, names: { _id: id } };
	const changed = await changing(
		item,
		async () =>
			await send(item.connection, request)
				.then((response) => (isRecord(response.body) ? response.body : {}))
				.catch(async (error: unknown) => {
					if (!(error instanceof NodeApiError)) return await Promise.reject(error);
					const entity = await readIfUnclear(error);
					const held = new Set(entity?.asset_ids);
					if (entity && ids.every((asset) => isDone(held, asset))) return entity;
					return await Promise.reject(await explain(error, ids));
				}),
	);
	Object.assign(item.facts, { _id: id, entity_collection_id: collectionId });
	const ready = waits.forCompletion
		? await entityReady(item, { collectionId, id, done: 'Its images are changed' }, waits.begin())
		: undefined;
	return [
		shape({ entity_collection_id: collectionId, ...changed, ...ready, _id: id } as IDataObject),
	];

	/** A first attempt without a response may have done it, and the next one been refused for that. */
	async function readIfUnclear(error: NodeApiError): Promise<Entity | undefined> {
		if (factsOf(error).effect !== 'unclear') return undefined;
		return await readOne(item.connection, collectionId, id).catch(() => undefined);
	}
}
