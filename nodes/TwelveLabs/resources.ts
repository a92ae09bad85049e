import type { Resource } from './operation';
import { analysis } from './resources/analysis';
import { asset } from './resources/asset';
import { embedding } from './resources/embedding';
import { entity } from './resources/entity';
import { entityCollection } from './resources/entityCollection';
import { index } from './resources/index/index';
import { indexedAsset } from './resources/indexedAsset';
import { search } from './resources/search';

/** In the order of the panel. */
export const resources: readonly Resource[] = [
	analysis,
	asset,
	embedding,
	entity,
	entityCollection,
	index,
	indexedAsset,
	search,
];

/** What a new node is set to: the heart of the package. */
export const DEFAULT_RESOURCE = indexedAsset;
