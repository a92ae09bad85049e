/** The parts of the trigger under test; a test may hand in broken ones. */
export interface TriggerParts {
	pollOnce: typeof import('../../nodes/TwelveLabsTrigger/pollOnce').pollOnce;
	indexedAssets: typeof import('../../nodes/TwelveLabsTrigger/sources/indexedAsset/source').indexedAssets;
	indexedAsset: typeof import('../../nodes/shared/indexedAsset').indexedAsset;
	preparedEvents: typeof import('../../nodes/TwelveLabsTrigger/sources/indexedAsset/details').preparedEvents;
}
