import type { Clock } from '../clock';
import {
	embeddingLife,
	type EmbeddingStatus,
	type Life,
	type LifeWish,
	type StatusDurations,
} from '../lifecycle';
import { LivingRecords } from '../livingRecords';
import type { EmbeddedFile } from './file';
import type { EmbeddingTaskRequest } from './request';

/** A file that is embedded by itself. */
export interface EmbeddingTask {
	readonly id: string;
	readonly request: EmbeddingTaskRequest;
	/** As it was when the task was created. */
	readonly file: EmbeddedFile;
	readonly createdAt: number;
	life: Life<EmbeddingStatus>;
	/** The reason of a failed task. */
	failure?: string;
	/** As the API shows them; made when they are read first. */
	vectors?: object[];
}

/** What a new task may say about itself; everything has a default. */
type NewEmbeddingTask = Partial<
	Omit<EmbeddingTask, 'life' | 'vectors'> & LifeWish<EmbeddingStatus>
>;

const FILE: EmbeddedFile = {
	filename: 'video.mp4',
	fileType: 'video/mp4',
	duration: 60,
	bytes: 1_000_000,
	hasSpeech: true,
};

const REQUEST: EmbeddingTaskRequest = {
	input_type: 'video',
	model_name: 'marengo3.0',
	video: { media_source: { url: 'https://example.com/video.mp4' } },
};

const DAY_MS = 24 * 60 * 60 * 1000;

/** Documented: for so long the result of a task is kept, and so far back a list goes by default. */
export const KEPT_MS = 7 * DAY_MS;

/** The embedding tasks of an account. Tests seed, hold, finish and fail them. */
export class EmbeddingTasks extends LivingRecords<EmbeddingStatus, EmbeddingTask> {
	constructor(
		private readonly newId: () => string,
		clock: Clock,
		private readonly durations: StatusDurations,
	) {
		super('embedding task', clock);
	}

	add(wish: NewEmbeddingTask = {}): EmbeddingTask {
		const { id = this.newId(), createdAt = this.clock.now(), failure } = wish;
		const task: EmbeddingTask = {
			id,
			request: wish.request ?? REQUEST,
			file: wish.file ?? FILE,
			createdAt,
			failure,
			life: embeddingLife({ ...wish, createdAt }, this.durations),
		};
		this.all.set(id, task);
		return task;
	}

	/** The task becomes ready now. */
	finish(id: string): void {
		this.end(id, 'ready').failure = undefined;
	}

	/** The task fails now. */
	fail(id: string, message: string): void {
		this.end(id, 'failed').failure = message;
	}
}
