import type { Clock } from '../clock';
import {
	analysisLife,
	endedAt,
	heldAt,
	stepAt,
	type AnalysisStatus,
	type Life,
	type LifeWish,
	type StatusDurations,
} from '../lifecycle';
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

/** The analysis tasks of an account, in the order of their creation. Tests seed, hold, finish and fail them. */
export class AnalysisTasks {
	readonly all = new Map<string, AnalysisTask>();
	/** By `Idempotency-Key`. */
	private readonly keys = new Map<string, AnalysisTask>();

	constructor(
		private readonly newId: () => string,
		private readonly clock: Clock,
		private readonly durations: StatusDurations,
	) {}

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

	status({ life }: AnalysisTask): AnalysisStatus {
		return stepAt(life, this.clock.now()).status;
	}

	/** The task becomes ready now. */
	finish(id: string): void {
		const task = this.find(id);
		task.end = undefined;
		task.life = endedAt(task.life, 'ready', this.clock.now());
	}

	/** The task fails now. */
	fail(id: string, message: string): void {
		const task = this.find(id);
		task.end = { message };
		task.life = endedAt(task.life, 'failed', this.clock.now());
	}

	/** The task ends as canceled now. */
	cancel(id: string, end: TaskEnd = CANCELED): void {
		const task = this.find(id);
		task.end = end;
		task.life = endedAt(task.life, 'canceled', this.clock.now());
	}

	/** The task stays as it is now, until `finish`, `fail` or `cancel`. */
	hold(id: string): void {
		const task = this.find(id);
		task.life = heldAt(task.life, this.clock.now());
	}

	remove(id: string): void {
		this.all.delete(id);
	}

	private find(id: string): AnalysisTask {
		const task = this.all.get(id);
		if (!task) throw new Error(`There is no analysis task ${id}`);
		return task;
	}
}
