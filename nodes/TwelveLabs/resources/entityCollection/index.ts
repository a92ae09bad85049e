import type { Resource } from '../../operation';
import { create } from './create';
import { deleteEntityCollection } from './delete';
import { get } from './get';
import { getAll } from './getAll';
import { update } from './update';

/** What holds entities. */
export const entityCollection: Resource = {
	value: 'entityCollection',
	name: 'Entity Collection',
	operations: [get, getAll, create, update, deleteEntityCollection],
};
