import type { Resource } from '../../operation';
import { addAssets } from './addAssets';
import { create } from './create';
import { deleteEntityOf } from './delete';
import { get } from './get';
import { getAll } from './getAll';
import { getAllByAsset } from './getAllByAsset';
import { removeAssets } from './removeAssets';
import { update } from './update';

/** A person to be found in videos, by images of the face. */
export const entity: Resource = {
	value: 'entity',
	name: 'Entity',
	operations: [get, getAll, getAllByAsset, create, update, addAssets, removeAssets, deleteEntityOf],
};
