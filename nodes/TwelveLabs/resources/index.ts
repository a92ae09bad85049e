import type { Resource } from '../operation';
import { indexedAsset } from './indexedAsset';

/** In the order of the panel. */
export const resources: readonly Resource[] = [indexedAsset];

/** What a new node is set to: the heart of the package. */
export const DEFAULT_RESOURCE = indexedAsset;
