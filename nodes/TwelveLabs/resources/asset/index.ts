import type { Resource } from '../../operation';
import { get } from './get';
import { getAll } from './getAll';

/** An uploaded file. */
export const asset: Resource = { value: 'asset', name: 'Asset', operations: [get, getAll] };
