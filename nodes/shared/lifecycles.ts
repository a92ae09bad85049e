import { text } from '../api/body';
import type { AnalysisTask, Asset, EmbeddingTask, IndexedAsset, Transcription } from './types';

/** How one kind of resource comes to its end. A status that is in neither list counts as running. */
export interface Lifecycle<T> {
	readonly succeeded: readonly string[];
	readonly failed: readonly string[];
	/** Running statuses that are documented, in words such as "being processed". */
	readonly running: Readonly<Record<string, string>>;
	/** Why it failed, where TwelveLabs says so. */
	reasonOf(entry: T): string | undefined;
}

/** Statuses that end an entry, whether or not it has succeeded. */
export const endsOf = ({
	succeeded,
	failed,
}: Pick<Lifecycle<never>, 'succeeded' | 'failed'>): readonly string[] => [...succeeded, ...failed];

export const ASSET: Lifecycle<Pick<Asset, 'error'>> = {
	succeeded: ['ready'],
	failed: ['failed'],
	running: { processing: 'being processed' },
	reasonOf: ({ error }) => text(error?.message),
};

export const TRANSCRIPTION: Lifecycle<Pick<Transcription, 'error'>> = {
	succeeded: ['ready'],
	failed: ['failed'],
	running: { pending: 'pending', processing: 'being made' },
	reasonOf: ({ error }) => text(error?.message),
};

/** `canceled` is an end, too. Of a task that is ready, the same field holds a warning. */
export const ANALYSIS_TASK: Lifecycle<Pick<AnalysisTask, 'error'>> = {
	succeeded: ['ready'],
	failed: ['failed', 'canceled'],
	running: { queued: 'queued', pending: 'pending', processing: 'being processed' },
	reasonOf: ({ error }) => text(error?.message),
};

export const EMBEDDING_TASK: Lifecycle<Pick<EmbeddingTask, 'error'>> = {
	succeeded: ['ready'],
	failed: ['failed'],
	running: { processing: 'being processed' },
	reasonOf: ({ error }) => text(error?.message),
};

/** No field for the reason is documented; older indexing tasks have one of these. */
export const INDEXED_ASSET: Lifecycle<Pick<IndexedAsset, 'error_reason' | 'error'>> = {
	succeeded: ['ready'],
	failed: ['failed'],
	running: { pending: 'pending', queued: 'queued', indexing: 'being indexed' },
	reasonOf: ({ error_reason, error }) => text(error_reason) ?? text(error?.message),
};

/** No status of failure is documented. */
export const ENTITY: Lifecycle<object> = {
	succeeded: ['ready'],
	failed: [],
	running: { processing: 'being processed' },
	reasonOf: () => undefined,
};
