import { vectorsPerPage } from '../embedding/document';
import { checkDocument } from '../embedding/documentRules';
import { isPdf, pagesPerMegabyte, type EmbeddedFile } from '../embedding/file';
import { isNewModel, type EmbeddingTaskRequest } from '../embedding/request';
import { checkSettings } from '../embedding/settingsRules';
import { KEPT_MS, type EmbeddingTask } from '../embedding/tasks';
import { wishOf } from '../embedding/timed';
import { checkTimed } from '../embedding/timedRules';
import { ApiError, required, requireThat } from '../errors';
import { paged, sinceFilter, sorted, untilFilter, type PageQuery } from '../listing';
import { MEGABYTE } from '../megabyte';
import { FAILING_EMBEDDING, plannedFailure } from '../plannedFailures';
import { handler, type Call, type Handler } from './call';
import { dimensionOf } from './embeddingMetadata';
import { fileOf } from './embeddingSource';
import { hasExpired, inList, shownTask, statusOf } from './embeddingTaskView';
import { requireEmbeddingTask } from './lookup';

interface TaskPath {
	task_id: string;
}

interface TaskQuery extends PageQuery {
	started_at?: string;
	ended_at?: string;
	status?: string;
}

type TaskCall = Call<unknown, unknown, EmbeddingTaskRequest>;

/** Documented for tasks. */
const MAX_SECONDS = 4 * 60 * 60;
const MAX_PAGES_PER_MB = 64;
const MAX_IMAGE_BYTES = 32 * MEGABYTE;

const STATUSES = ['processing', 'ready', 'failed'];

const create = handler<unknown, unknown, EmbeddingTaskRequest>((call) => {
	const { world, body } = call;
	checkSettings(body);
	const { file, failure } = inputOf(call);
	const { id } = world.embeddingTasks.add({
		request: body,
		file,
		failure: failure ?? plannedFailure(file.filename, FAILING_EMBEDDING),
	});
	return {
		status: 202,
		headers: { Location: `/embed-v2/tasks/${id}` },
		body: {
			_id: id,
			status: 'processing',
			data: null,
			...(isNewModel(body) && { metadata: dimensionOf(body) }),
		},
	};
});

const list = handler<unknown, TaskQuery>((call) => {
	const { world, query, switches, now } = call;
	const { started_at: started, ended_at: ended, status } = query;
	requireThat(status === undefined || STATUSES.includes(status), `status ${status} does not exist`);
	const since = sinceFilter('started_at', started, switches);
	const until = untilFilter('ended_at', ended, switches);
	const isRecent = (task: EmbeddingTask) =>
		started !== undefined || ended !== undefined || now - task.createdAt <= KEPT_MS;
	const found = [...world.embeddingTasks.all.values()].filter(
		(task) =>
			since(task.createdAt) &&
			until(task.createdAt) &&
			isRecent(task) &&
			!(hasExpired(task, call) && switches.expiredEmbeddings === 404) &&
			(status ?? statusOf(task, call)) === statusOf(task, call),
	);
	const newestFirst = sorted(found, {}, switches, { created_at: ({ createdAt }) => createdAt });
	return { status: 200, body: paged(newestFirst, query, switches, (task) => inList(task, call)) };
});

const retrieve = handler<TaskPath>((call) => {
	const task = requireEmbeddingTask(call, call.path.task_id);
	if (hasExpired(task, call) && call.switches.expiredEmbeddings === 404) {
		throw new ApiError(404, 'resource_not_exist', `Embedding task ${task.id} has expired.`);
	}
	return { status: 200, body: shownTask(task, call) };
});

export const embeddingTaskHandlers: Record<string, Handler> = {
	'embed-v2-tasks.create': create,
	'embed-v2-tasks.list': list,
	'embed-v2-tasks.retrieve': retrieve,
};

/** The file of a task, and why the task fails, where that is certain. */
function inputOf(call: TaskCall): { file: EmbeddedFile; failure?: string } {
	const { body, switches } = call;
	const { input_type: kind } = body;
	if (kind === 'video' || kind === 'audio') {
		const input = required(body[kind], kind);
		const file = fileOf(call, input.media_source, kind);
		const limits = { maxSeconds: MAX_SECONDS, switches };
		checkTimed(input, wishOf(input, kind, file, body), file, body, limits);
		return { file };
	}
	requireThat(isNewModel(body), `${kind} needs marengo3.5`);
	if (kind === 'image') {
		const file = fileOf(call, required(body.image, kind).media_source, kind);
		requireThat(file.bytes <= MAX_IMAGE_BYTES, `${file.filename} is above 32 MB`);
		return { file };
	}
	const input = required(body.document, kind);
	const file = fileOf(call, input.media_source, kind);
	checkDocument(input, file);
	const density = isPdf(file) ? pagesPerMegabyte(file, vectorsPerPage(input)) : 0;
	if (density <= MAX_PAGES_PER_MB) return { file };
	const message = `The PDF has ${Math.ceil(density)} pages in a megabyte, which is above ${MAX_PAGES_PER_MB}.`;
	return { file, failure: message };
}
