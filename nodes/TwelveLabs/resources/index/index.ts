import type { Resource } from '../../operation';
import { create } from './create';
import { deleteIndex } from './delete';
import { get } from './get';
import { getAll } from './getAll';
import { update } from './update';

/** What holds indexed assets, and is searched. */
export const index: Resource = {
	value: 'index',
	name: 'Index',
	operations: [get, getAll, create, update, deleteIndex],
};
