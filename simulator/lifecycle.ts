/** How long each stage lasts, in milliseconds. Short by default, so that a demonstration takes seconds. */
export interface StatusDurations {
	/** An asset is `processing` for this long. */
	processing: number;
	/** An indexed asset is `pending`, then `queued`, then `indexing`, each for this long. */
	pending: number;
	queued: number;
	indexing: number;
	/** An analysis task is `queued`, then `pending`, then `processing`, each for this long. */
	analysisQueued: number;
	analysisPending: number;
	analysisProcessing: number;
	/** An embedding task is `processing` for this long. */
	embeddingProcessing: number;
	/** An entity is `processing` for this long after each change of its images. */
	entityProcessing: number;
}

export const DEFAULT_DURATIONS: Readonly<StatusDurations> = {
	processing: 2_000,
	pending: 1_000,
	queued: 1_000,
	indexing: 4_000,
	analysisQueued: 1_000,
	analysisPending: 1_000,
	analysisProcessing: 2_000,
	embeddingProcessing: 3_000,
	entityProcessing: 2_000,
};

export type AssetStatus = 'processing' | 'ready' | 'failed';
export type IndexedAssetStatus = 'pending' | 'queued' | 'indexing' | 'ready' | 'failed';
export type EmbeddingStatus = 'processing' | 'ready' | 'failed';
export type EntityStatus = 'processing' | 'ready';
export type AnalysisStatus = 'queued' | 'pending' | 'processing' | 'ready' | 'failed' | 'canceled';

interface Step<Status> {
	readonly status: Status;
	readonly at: number;
}

/** A whole life, fixed in advance: no timer runs, the status is read off the clock. Steps are in order of time. */
export type Life<Status> = readonly [Step<Status>, ...Array<Step<Status>>];

/** How an object is meant to live, where the durations of the simulator do not decide. */
export interface LifeWish<Status> {
	createdAt: number;
	/** Stay in this status: a running one is held until a test moves it on. */
	status?: Status;
	/** When a status that ends the life was, or will be, reached; default: at once. */
	finishedAt?: number;
	/** The reason to fail with, when the time has come. */
	failure?: string;
}

/** The life of an asset. */
export function assetLife(
	wish: LifeWish<AssetStatus>,
	durations: StatusDurations,
): Life<AssetStatus> {
	return processedLife(wish, ending(wish), durations.processing);
}

/** The life of an indexed asset: the documented order is pending, queued, indexing. */
export function indexingLife(
	wish: LifeWish<IndexedAssetStatus>,
	durations: StatusDurations,
): Life<IndexedAssetStatus> {
	const { createdAt: at } = wish;
	return (
		wishedLife('pending', wish) ?? [
			{ status: 'pending', at },
			{ status: 'queued', at: at + durations.pending },
			{ status: 'indexing', at: at + durations.pending + durations.queued },
			{ status: ending(wish), at: at + durations.pending + durations.queued + durations.indexing },
		]
	);
}

/** The life of an analysis task. */
export function analysisLife(
	wish: LifeWish<AnalysisStatus>,
	durations: StatusDurations,
): Life<AnalysisStatus> {
	const { createdAt: at } = wish;
	const { analysisQueued, analysisPending, analysisProcessing } = durations;
	return (
		wishedLife('queued', wish) ?? [
			{ status: 'queued', at },
			{ status: 'pending', at: at + analysisQueued },
			{ status: 'processing', at: at + analysisQueued + analysisPending },
			{ status: ending(wish), at: at + analysisQueued + analysisPending + analysisProcessing },
		]
	);
}

/** The life of an embedding task. */
export function embeddingLife(
	wish: LifeWish<EmbeddingStatus>,
	durations: StatusDurations,
): Life<EmbeddingStatus> {
	return processedLife(wish, ending(wish), durations.embeddingProcessing);
}

/** The life of an entity, which cannot fail. */
export function entityLife(
	wish: LifeWish<EntityStatus>,
	durations: StatusDurations,
): Life<EntityStatus> {
	return processedLife(wish, 'ready', durations.entityProcessing);
}

/** The step an object is in: the last one that has happened. */
export function stepAt<Status>(life: Life<Status>, now: number): Step<Status> {
	return life.findLast((step) => step.at <= now) ?? life[0];
}

/** Finish now, whatever was planned. */
export function endedAt<Status>(life: Life<Status>, status: Status, at: number): Life<Status> {
	return [...heldAt(life, at), { status, at }];
}

/** Never move on again. */
export function heldAt<Status>(life: Life<Status>, at: number): Life<Status> {
	const [first, ...rest] = life;
	return [first, ...rest.filter((step) => step.at <= at)];
}

function processedLife<End extends string>(
	wish: LifeWish<'processing' | End>,
	end: End,
	duration: number,
): Life<'processing' | End> {
	const { createdAt: at } = wish;
	return (
		wishedLife('processing', wish) ?? [
			{ status: 'processing', at },
			{ status: end, at: at + duration },
		]
	);
}

function ending({ failure }: { failure?: string }): 'ready' | 'failed' {
	return failure === undefined ? 'ready' : 'failed';
}

const ENDS: ReadonlySet<string> = new Set(['ready', 'failed', 'canceled']);

function wishedLife<Status extends string>(
	first: Status,
	{ status, createdAt, finishedAt = createdAt }: LifeWish<Status>,
): Life<Status> | undefined {
	if (status === undefined) return undefined;
	if (!ENDS.has(status)) return [{ status, at: createdAt }];
	return [
		{ status: first, at: createdAt },
		{ status, at: finishedAt },
	];
}
