import type { Clock } from '../clock';
import {
	analysisLife,
	type AnalysisStatus,
	type Life,
	type LifeWish,
	type StatusDurations,
} from '../lifecycle';
import { LivingRecords } from '../livingRecords';
import type { Generated } from './answer';
import type { AnalysisRequest } from './request';

/** Why a task ended as it did. */
export interface TaskEnd {
	/** Absent for plain failures. */
	code?: string;
	message: string;
}

/** An analysis that runs by itself. */
export interface AnalysisTask {
	readonly id: string;
	readonly customId: string | null;
	readonly request: AnalysisRequest;
	/** Of the video, in seconds; absent for images. */
	readonly duration?: number;
	readonly createdAt: number;
	/** Fixed in advance; shown once the task is ready. */
	readonly generated: Generated;
	life: Life<AnalysisStatus>;
	/** Of a failed or canceled task. */
	end?: TaskEnd;
}

/** What a new task may say about itself; everything has a default. */
export type NewAnalysisTask = Partial<
	Omit<AnalysisTask, 'life' | 'end'> & LifeWish<AnalysisStatus>
>;

const NOTHING: Generated = {
	data: 'Nothing to see.',
	finish_reason: 'stop',
	usage: { input_tokens: 0, output_tokens: 4 },
};

const CANCELED: TaskEnd = { code: 'user_canceled', message: 'The task was canceled.' };

/** The analysis tasks of an account. Tests seed, hold, finish and fail them. */
export class AnalysisTasks extends LivingRecords<AnalysisStatus, AnalysisTask> {
	/** By `Idempotency-Key`. */
	private readonly keys = new Map<string, AnalysisTask>();

	constructor(
		private readonly newId: () => string,
		clock: Clock,
		private readonly durations: StatusDurations,
	) {
		super('analysis task', clock);
	}

	add(wish: NewAnalysisTask = {}): AnalysisTask {
		const { createdAt = this.clock.now(), failure } = wish;
		const task: AnalysisTask = {
			id: wish.id ?? this.newId(),
			customId: wish.customId ?? null,
			request: wish.request ?? { prompt: 'What is to be seen?' },
			duration: wish.duration,
			createdAt,
			generated: wish.generated ?? NOTHING,
			life: analysisLife({ ...wish, createdAt }, this.durations),
			end: failure === undefined ? undefined : { message: failure },
		};
		this.all.set(task.id, task);
		return task;
	}

	/** The task that was created with the same key before. */
	withKey(key: string): AnalysisTask | undefined {
		return this.keys.get(key);
	}

	/** Remembers which task a key made. */
	keepKey(key: string, task: AnalysisTask): void {
		this.keys.set(key, task);
	}

	/** The task becomes ready now. */
	finish(id: string): void {
		this.end(id, 'ready').end = undefined;
	}

	/** The task fails now. */
	fail(id: string, message: string): void {
		this.end(id, 'failed').end = { message };
	}

	/** The task ends as canceled now. */
	cancel(id: string, end: TaskEnd = CANCELED): void {
		this.end(id, 'canceled').end = end;
	}
}
