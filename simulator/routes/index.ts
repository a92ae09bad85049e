import { analysisTaskHandlers } from './analysisTasks';
import { analyzeHandlers } from './analyze';
import { assetMetadataHandlers } from './assetMetadata';
import { assetHandlers } from './assets';
import type { Handler } from './call';
import { embeddingHandlers } from './embeddings';
import { embeddingTaskHandlers } from './embeddingTasks';
import { entityHandlers } from './entities';
import { entityAssetHandlers } from './entityAssets';
import { entityCollectionHandlers } from './entityCollections';
import { indexedAssetHandlers } from './indexedAssets';
import { indexHandlers } from './indexes';
import { multipartUploadHandlers } from './multipartUploads';
import { searchHandlers } from './search';
import { transcriptionHandlers } from './transcription';

/** What the simulator can do, by the contract's operation ids. Anything else is answered 501. */
export const handlers: Record<string, Handler | undefined> = {
	...indexHandlers,
	...assetHandlers,
	...assetMetadataHandlers,
	...indexedAssetHandlers,
	...multipartUploadHandlers,
	...transcriptionHandlers,
	...searchHandlers,
	...analyzeHandlers,
	...analysisTaskHandlers,
	...embeddingHandlers,
	...embeddingTaskHandlers,
	...entityCollectionHandlers,
	...entityHandlers,
	...entityAssetHandlers,
};
