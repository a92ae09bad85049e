/** A file with this in its name cannot be processed: the only way to order a failure from outside the process. */
export const FAILING_ASSET = { mark: 'simulate-asset-failure', reason: 'video_file_broken' };

/** A file with this in its name is processed, but cannot be indexed. */
export const FAILING_INDEXING = {
	mark: 'simulate-indexing-failure',
	reason: 'video_resolution_too_low',
};

/** The analysis task of a file with this in its name fails. */
export const FAILING_ANALYSIS = {
	mark: 'simulate-analysis-failure',
	reason: 'The video could not be analyzed.',
};

/** The embedding task of a file with this in its name fails. */
export const FAILING_EMBEDDING = {
	mark: 'simulate-embedding-failure',
	reason:
		'We could not process your media for embedding. Please verify the input file and try again.',
};

/** An image with this in its name cannot stand for an entity. */
export const FAILING_ENTITY = {
	mark: 'simulate-entity-failure',
	reason: 'There is no face in it.',
};

/** The reason a file is meant to fail with, by its name. */
export function plannedFailure(filename: string, plan: typeof FAILING_ASSET): string | undefined {
	return filename.includes(plan.mark) ? plan.reason : undefined;
}
