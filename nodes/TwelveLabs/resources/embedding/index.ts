import type { Resource } from '../../operation';
import { create } from './create';
import { get } from './get';
import { getAll } from './getAll';
import { start } from './start';

/** Vectors of texts and files, for vector stores and comparisons. */
export const embedding: Resource = {
	value: 'embedding',
	name: 'Embedding',
	operations: [create, start, get, getAll],
};
