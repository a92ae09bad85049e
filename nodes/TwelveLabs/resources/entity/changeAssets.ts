import { type IDataObject, NodeApiError } from 'n8n-workflow';

import { isRecord } from '../../../api/body';
import { send } from '../../../api/client/send';
import { factsOf } from '../../../api/errors/facts';
import { isSameId } from '../../../api/ids';
import { serverTime } from '../../../api/time';
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

/** Whole seconds: answers may give a time in different precision. */
const secondOf = ({ updated_at: time }: Partial<Entity>): number =>
	Math.floor((serverTime(time) ?? NaN) / 1_000);

/**
 * Adds images to an entity, or removes some.
 * @param areHeld whether the entity is to have the images
 * @param explain makes the error of a refusal more precise
 * @throws NodeApiError as `send`; UserError before anything is sent
 */
export async function changeAssets(
	item: Item,
	{
		areHeld,
		explain,
	}: {
		areHeld: boolean;
		explain: (error: NodeApiError, assetIds: string[]) => Promise<NodeApiError> | NodeApiError;
	},
): Promise<IDataObject[]> {
	const waits = waitsOf(item);
	const shape = outputShape(item, simplifiedEntity);
	const [collectionId, id] = [item.id('entityCollectionId'), item.id('entityId')];
	const ids = assetIdsOf(item);
	const body = withAdditionalFields({ asset_ids: ids }, item.options.additionalFields);
	const request = { ...item.request, body, names: { _id: id } };
	const isDone = ({ asset_ids: held = [] }: Partial<Entity>) =>
		ids.every((asked) => held.some((one) => isSameId(one, asked)) === areHeld);
	const changed = await changing(
		item,
		async (): Promise<Partial<Entity>> =>
			await send(item.connection, request)
				.then((response) => (isRecord(response.body) ? response.body : {}))
				.catch(async (error: unknown) => {
					if (!(error instanceof NodeApiError)) return await Promise.reject(error);
					const entity = await readIfUnclear(error);
					if (entity && isDone(entity)) return entity;
					return await Promise.reject(await explain(error, ids));
				}),
	);
	Object.assign(item.facts, { _id: id, entity_collection_id: collectionId });
	const ready = waits.forCompletion
		? await entityReady(
				item,
				{ collectionId, id, done: 'Its images are changed', isCurrent },
				waits.begin(),
			)
		: undefined;
	return [
		shape({ entity_collection_id: collectionId, ...changed, ...ready, _id: id } as IDataObject),
	];

	/** The same second may have been before the change, and times may be missing: then the images show it, where there are any. */
	function isCurrent(entity: Entity): boolean {
		const order = secondOf(entity) - secondOf(changed);
		if (order < 0 || order > 0) return order > 0;
		return entity.asset_ids === undefined || isDone(entity);
	}

	/** A first attempt without a response may have done it, and the next one been refused for that. */
	async function readIfUnclear(error: NodeApiError): Promise<Entity | undefined> {
		if (factsOf(error).effect !== 'unclear') return undefined;
		return await readOne(item.connection, collectionId, id).catch(() => undefined);
	}
}
