import type { Resource } from '../../operation';
import { create } from './create';
import { deleteIndexedAsset } from './delete';
import { get } from './get';
import { getAll } from './getAll';
import { getAllByAsset } from './getAllByAsset';
import { update } from './update';

/** An asset in an index: what makes a video searchable. */
export const indexedAsset: Resource = {
	value: 'indexedAsset',
	name: 'Indexed Asset',
	operations: [create, get, getAll, getAllByAsset, update, deleteIndexedAsset],
};
