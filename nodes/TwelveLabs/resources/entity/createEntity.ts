import type { IDataObject } from 'n8n-workflow';

import { ENDPOINTS } from '../../../api/endpoints';
import { isSameId } from '../../../api/ids';
import { isSameName } from '../../../shared/names';
import type { Entity } from '../../../shared/types';
import { createNamed } from '../../createNamed';
import type { Item } from '../../run/item';
import { explainImages } from './images';
import { explainPlan } from './plan';
import { TOGETHER } from './together';

/**
 * Creates an entity, neither twice nor without an answer. Of several items, those of one collection leave as one request; items
 * of one name leave one after the other, since nothing else distinguishes them in an answer.
 * @param asked the fields of the node; `body` has further ones
 * @throws NodeApiError when TwelveLabs did not accept it, or when it stays unclear, which the error then says
 */
export async function createEntity(
	item: Item,
	{
		collectionId,
		asked: { name, asset_ids: assetIds },
		body,
	}: {
		collectionId: string;
		asked: { name: string; asset_ids: string[] };
		body: IDataObject;
	},
): Promise<Entity> {
	const { gatherer } = item;
	return await createNamed<Entity>(item, {
		body,
		name,
		one: 'entity',
		list: { endpoint: ENDPOINTS.entities.list, ids: { entityCollectionId: collectionId } },
		filterName: 'name',
		isAlike: (entry) =>
			isSameName(entry.name ?? '', name) && hasImages(entry.asset_ids ?? assetIds, assetIds),
		lookUp: 'Entity > Get Many',
		explain: async (error) => explainPlan(await explainImages(item, assetIds, error)),
		...(gatherer && {
			send: async (connection, request) => await gatherer.send({ connection, request }, TOGETHER),
			onWait: () => gatherer.leave(),
		}),
	});
}

/** Whether two lists name the same images. */
const hasImages = (held: readonly string[], asked: readonly string[]): boolean =>
	held.length === asked.length && asked.every((id) => held.some((one) => isSameId(one, id)));
