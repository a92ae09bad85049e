import { generated, incomplete } from '../analysis/answer';
import { asksForSegments, MAX_OUTPUT_TOKENS, type AnalysisRequest } from '../analysis/request';
import { checkRequest, checkTask } from '../analysis/requestRules';
import type { AnalysisTask } from '../analysis/tasks';
import { ApiError } from '../errors';
import type { AnalysisStatus } from '../lifecycle';
import { paged, sorted, type PageQuery } from '../listing';
import { FAILING_ANALYSIS, plannedFailure } from '../plannedFailures';
import { subjectOfCall } from './analysisSource';
import { inList, shownTask, statusOf } from './analysisTaskView';
import { handler, type Call, type Handler } from './call';
import { requireAnalysisTask } from './lookup';

interface TaskPath {
	task_id: string;
}

interface TaskQuery extends PageQuery {
	status?: AnalysisStatus;
	video_url?: string;
	asset_id?: string;
	analysis_mode?: string;
}

type TaskBody = AnalysisRequest & { custom_id?: string };

const HOUR = 3_600;

/** Documented for tasks. */
const LIMITS = { window: 2 * HOUR, file: 2 * HOUR, fileWithWindow: 4 * HOUR };

/** Documented. */
const DEFAULT_TOKENS = { general: 4_096, segments: 32_768 };

const create = handler<unknown, unknown, TaskBody>((call) => {
	const { world, switches } = call;
	const key = switches.idempotencyKey === 'honoured' ? call.headers['idempotency-key'] : undefined;
	const earlier = typeof key === 'string' ? world.tasks.withKey(key) : undefined;
	const task = earlier ?? newTask(call);
	if (typeof key === 'string') world.tasks.keepKey(key, task);
	return { status: 202, body: { task_id: task.id, status: statusOf(task, call) } };
});

const list = handler<unknown, TaskQuery>((call) => {
	const { world, query, switches } = call;
	if (query.status === 'canceled' && switches.taskStatuses === 'withoutCanceled') {
		throw new ApiError(400, 'parameter_invalid', 'status canceled is not supported.');
	}
	const found = [...world.tasks.all.values()].filter(
		(task) =>
			(query.status ?? statusOf(task, call)) === statusOf(task, call) &&
			(query.video_url ?? task.request.video?.url) === task.request.video?.url &&
			(query.asset_id ?? task.request.video?.asset_id) === task.request.video?.asset_id &&
			(query.analysis_mode ?? modeOf(task)) === modeOf(task),
	);
	const newestFirst = sorted(found, {}, switches, {
		created_at: ({ createdAt }) => createdAt,
		updated_at: ({ createdAt }) => createdAt,
	});
	const body = paged(newestFirst, query, switches, (task) => inList(task, call));
	return { status: 200, body };
});

const retrieve = handler<TaskPath>((call) => ({
	status: 200,
	body: shownTask(requireAnalysisTask(call, call.path.task_id), call),
}));

const cancel = handler<TaskPath>((call) => {
	const { world, switches } = call;
	const task = requireAnalysisTask(call, call.path.task_id);
	const status = world.tasks.status(task);
	if (status === 'ready' || status === 'failed') {
		if (switches.cancelOfFinished === 409) {
			throw new ApiError(409, 'task_not_cancelable', `Task ${task.id} is ${status} already.`);
		}
		// The contract declares `canceled` alone; this reading of the documentation goes beyond it.
		return { status: 200, body: { task_id: task.id, status }, unchecked: true };
	}
	// A second cancel changes nothing.
	if (status !== 'canceled') world.tasks.cancel(task.id);
	return { status: 200, body: { task_id: task.id, status: 'canceled' } };
});

const remove = handler<TaskPath>((call) => {
	const { world } = call;
	const task = requireAnalysisTask(call, call.path.task_id);
	if (world.tasks.status(task) === 'processing') {
		const message = `Task ${task.id} is being processed. Cancel it, or wait for its end.`;
		throw new ApiError(409, 'task_cannot_be_deleted', message);
	}
	world.tasks.remove(task.id);
	return { status: 204 };
});

export const analysisTaskHandlers: Record<string, Handler> = {
	'analyzeAsync-tasks.create': create,
	'analyzeAsync-tasks.list': list,
	'analyzeAsync-tasks.retrieve': retrieve,
	'analyzeAsync-tasks.cancel': cancel,
	'analyzeAsync-tasks.delete': remove,
};

const modeOf = ({ request }: AnalysisTask): string => request.analysis_mode ?? 'general';

function newTask(call: Call<unknown, unknown, TaskBody>): AnalysisTask {
	const { world, body, switches } = call;
	const { custom_id: customId, ...request } = body;
	checkTask(body);
	checkRequest(body, switches);
	const { subject, duration } = subjectOfCall(call, LIMITS);
	const segments = asksForSegments(request);
	const { max_tokens: limit = segments ? DEFAULT_TOKENS.segments : DEFAULT_TOKENS.general } =
		request;
	const unlimited = limit === 'unlimited';
	const answer = generated(request, subject, unlimited ? MAX_OUTPUT_TOKENS : limit);
	// Segments that do not fit are lost altogether; only without a limit of its own the task has those that did.
	const isLost = segments && !unlimited && answer.finish_reason === 'length';
	return world.tasks.add({
		customId,
		request,
		duration,
		generated:
			unlimited && switches.unlimitedTokens === 'segmentsMissing' ? incomplete(answer) : answer,
		failure: isLost
			? 'The segments do not fit into max_tokens.'
			: plannedFailure(subject.name, FAILING_ANALYSIS),
	});
}
