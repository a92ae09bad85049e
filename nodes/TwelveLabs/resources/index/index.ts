import type { Resource } from '../../operation';
import { get } from './get';
import { getAll } from './getAll';

/** What holds indexed assets, and is searched. */
export const index: Resource = { value: 'index', name: 'Index', operations: [get, getAll] };
