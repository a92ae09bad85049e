import type { Resource } from '../../operation';
import { getAll } from './getAll';

/** An uploaded file. */
export const asset: Resource = { value: 'asset', name: 'Asset', operations: [getAll] };
