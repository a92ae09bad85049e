/**
 * What the API's documentation leaves open. Each switch names one such behaviour and its plausible
 * readings; a client is right only when it works with all of them. Switches may be changed while the simulator runs.
 */
export interface Switches {
	/** Undocumented: does a list of indexed assets without `status` show every status, or only what is ready? */
	listStatuses: 'all' | 'readyOnly';
	/** Undocumented: do list items carry `user_metadata`? The published type of a list item has no such field. */
	listUserMetadata: boolean;
	/** Undocumented: does changing `user_metadata` move `updated_at`? The text of the `updated_at` filter suggests so. */
	metadataMovesUpdatedAt: boolean;
	/**
	 * Undocumented: what `updated_at` states. The field's text says the last change of status ('transitions'); one
	 * published example has `indexed_at` later than `updated_at`, as if indexing did not count ('metadataOnly').
	 */
	updatedAt: 'transitions' | 'metadataOnly';
	/** Undocumented: `indexed_at` of what is not ready: left out, left out only while running, or null. */
	indexedAt: 'whenReady' | 'whenFinished' | 'nullUntilReady';
	/** Undocumented: does the `updated_at` filter see metadata edits only, as its text says, or every change? */
	updatedAtFilter: 'metadataEdits' | 'everyChange';
	/** Undocumented: do time filters accept fractions of a second? The examples have whole seconds. */
	timeFilterFractions: 'accept' | 'refuse';
	/** Undocumented: the status for an id that does not exist, where the contract declares 400 only. */
	unknownId: 404 | 400;
	/** Undocumented: whether an id that is not 24 hex digits is an invalid parameter (400) or just not found (404). */
	malformedId: 400 | 404;
	/** Undocumented: status and code of the refusal to index an asset that is not ready; documented is "being processed". */
	assetNotReady: { status: number; code: string };
	/** Undocumented: does indexing the same asset into the same index again make a second entry? */
	repeatedIndexing: 'newEntry' | 'sameId';
	/** Undocumented: is a `page_limit` above the documented 50 refused or quietly lowered? */
	pageLimitAboveMaximum: 'refuse' | 'clamp';
	/** Undocumented: the body of the 202 for a new indexed asset. Older descriptions had no `asset_id`. */
	createAnswer: 'both' | 'idOnly' | 'locationOnly';
	/** Undocumented: where a failed indexed asset says why. Legacy tasks carry an undocumented `error_reason`. */
	failureReason: 'error_reason' | 'error.message' | 'none';
	/** Undocumented: is the `filename` filter of indexed assets exact? On assets it is documented as partial. */
	filenameFilter: 'exact' | 'partial';
	/** Undocumented: is the `index_name` filter exact? */
	indexNameFilter: 'exact' | 'partial';
	/** Undocumented: may the change of an indexed asset be empty, `{}`? Its only field is optional. */
	emptyUpdate: 'accept' | 'refuse';
	/** Undocumented: is `user_metadata={"a":1}` a filter too? The SDK sends it so, the documentation has `a=1`. */
	metadataFilterAsJson: 'refuse' | 'accept';
	/** Undocumented: the status that goes with `index_name_already_exists`. */
	duplicateIndexName: 400 | 409;
	/** Undocumented: the order of items with equal times, from one request to the next. */
	ties: 'stable' | 'shuffled';
	/** Undocumented: which of the two documented error bodies an endpoint really sends. */
	errorShape: 'flat' | 'nested';
	/**
	 * Undocumented: how far the clock of the front end, which `Date` and the resets of rate limits show, is ahead of the clock of
	 * the database, which `created_at` shows; in milliseconds, negative where it is behind.
	 */
	dateAheadMs: number;
	/** Undocumented: which segmentations a transcription has. One that was asked for may be left out. */
	transcriptionSegmentations: ReadonlyArray<'words' | 'sentences' | 'utterances'>;
	/** Undocumented: how long after its asset a transcription becomes ready, in milliseconds. */
	transcriptionLagMs: number;
	/** Undocumented: the answer for a file without speech. The 404 is documented for what has no transcription. */
	transcriptionWithoutSpeech: 404 | 'empty';
	/** Undocumented: whether a chunk needs the `upload_headers` of its session for the signature of its address. */
	uploadHeaders: 'needed' | 'unneeded' | 'absent';
	/** Undocumented: may an ETag be reported with its quotes? The SDK removes them. */
	quotedProof: 'accepted' | 'refused';
	/** Undocumented: how long after its report a chunk counts, in milliseconds. */
	reportLagMs: number;
	/** Undocumented: the `created_at` of an asset that came in parts. */
	multipartCreatedAt: 'completion' | 'session';
	/** Undocumented: what `total_results` of a search counts: clips when grouped, else videos, as its text says; or reversed. */
	searchTotals: 'vendorText' | 'reversed';
	/** Undocumented: how long the pages of a search can be read, in milliseconds. */
	searchPageLifeMs: number;
	/** Undocumented: whether that time begins anew with each page, or with the search. */
	searchPageExpiry: 'page' | 'search';
	/** Undocumented: where a search that is grouped shows `user_metadata`. */
	groupedMetadata: 'clips' | 'group';
	/** Undocumented: are image files used beside image URLs? The SDK says that the URLs take precedence. */
	mediaUrlAndFile: 'together' | 'urlOnly';
	/** Undocumented: the media type of a streamed answer. */
	streamContentType: 'application/x-ndjson' | 'application/json' | 'text/plain';
	/** Undocumented: the status for JSON-schema keywords that the analysis does not support. */
	schemaRefusal: 422 | 400;
	/** Undocumented: do analysis tasks have the status `canceled`? Older descriptions do not; the task is `failed` then. */
	taskStatuses: 'withCanceled' | 'withoutCanceled';
	/** Undocumented: the answer to the cancel of a finished task: 409, or 200 with the status it has. */
	cancelOfFinished: 409 | 200;
	/** Undocumented: does the `error` of a canceled task have a `code`? */
	taskErrorCode: boolean;
	/** Undocumented: do lists of analysis tasks carry `result`? */
	taskListResult: boolean;
	/** Undocumented: is a repeated `Idempotency-Key` answered with the task of the first request? */
	idempotencyKey: 'ignored' | 'honoured';
	/** Undocumented: does a segmentation without a limit of tokens come to its end, or with a warning? */
	unlimitedTokens: 'whole' | 'segmentsMissing';
	/** Undocumented: is the `name` filter of entities and of their collections exact? */
	entityNameFilter: 'exact' | 'partial';
	/** Undocumented: the answer to the delete of an asset that an entity uses, without `force`. */
	assetOfEntityDelete: 409 | 204;
	/** Undocumented: the answer to the delete of a collection that has entities: they go with it, or it stays. */
	collectionDelete: 204 | 409;
	/** Undocumented: the status of an entity of which an image was deleted. */
	entityImageDeleted: 'ready' | 'processing';
	/** Undocumented: may segments of embeddings last 1 s? The fields say 2 s at least, the vendor's examples have 1 s. */
	segmentsOfOneSecond: 'accepted' | 400;
	/** Undocumented: the body of the 413 for what is too large to be embedded at once. */
	tooLargeBody: 'nested' | 'flat';
	/** Undocumented: an embedding task after seven days, when its result is gone. */
	expiredEmbeddings: 404 | 'failed';
	/** Undocumented: does a list of embedding tasks show address and filename as they were sent, in another form, or not at all? */
	embeddedFileInList: 'asSent' | 'otherForm' | 'absent';
	/** Depends on the account: only the Free plan lets an index expire; other plans send `expires_at: null`. */
	plan: 'free' | 'paid';
}

/** The most likely reading of each. */
export const DEFAULT_SWITCHES: Readonly<Switches> = {
	listStatuses: 'all',
	listUserMetadata: false,
	metadataMovesUpdatedAt: true,
	updatedAt: 'transitions',
	indexedAt: 'whenReady',
	updatedAtFilter: 'metadataEdits',
	timeFilterFractions: 'accept',
	unknownId: 404,
	malformedId: 400,
	assetNotReady: { status: 400, code: 'asset_not_ready' },
	repeatedIndexing: 'newEntry',
	pageLimitAboveMaximum: 'refuse',
	createAnswer: 'both',
	failureReason: 'error_reason',
	filenameFilter: 'partial',
	indexNameFilter: 'exact',
	emptyUpdate: 'accept',
	metadataFilterAsJson: 'refuse',
	duplicateIndexName: 400,
	ties: 'stable',
	errorShape: 'flat',
	dateAheadMs: 0,
	transcriptionSegmentations: ['words', 'sentences', 'utterances'],
	transcriptionLagMs: 1_000,
	transcriptionWithoutSpeech: 404,
	uploadHeaders: 'needed',
	quotedProof: 'accepted',
	reportLagMs: 0,
	multipartCreatedAt: 'completion',
	searchTotals: 'vendorText',
	searchPageLifeMs: 10 * 60_000,
	searchPageExpiry: 'page',
	groupedMetadata: 'clips',
	mediaUrlAndFile: 'together',
	streamContentType: 'application/x-ndjson',
	schemaRefusal: 422,
	taskStatuses: 'withCanceled',
	cancelOfFinished: 409,
	taskErrorCode: true,
	taskListResult: false,
	idempotencyKey: 'ignored',
	unlimitedTokens: 'whole',
	entityNameFilter: 'exact',
	assetOfEntityDelete: 409,
	collectionDelete: 204,
	entityImageDeleted: 'ready',
	segmentsOfOneSecond: 'accepted',
	tooLargeBody: 'nested',
	expiredEmbeddings: 404,
	embeddedFileInList: 'asSent',
	plan: 'free',
};
