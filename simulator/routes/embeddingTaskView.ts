import { partsOfDocument } from '../embedding/document';
import { meaningOfFile } from '../embedding/file';
import { shownVectors, WHOLE, type MeaningOfPart } from '../embedding/items';
import { isNewModel } from '../embedding/request';
import { KEPT_MS, type EmbeddingTask } from '../embedding/tasks';
import { partsOf, wishOf } from '../embedding/timed';
import { required } from '../errors';
import { stepAt, type EmbeddingStatus } from '../lifecycle';
import type { Call } from './call';
import { dimensionOf, documentMetadata, originOf, timedMetadata } from './embeddingMetadata';

const EXPIRED = 'The embeddings are not available any longer.';

/** Whether the result is gone. */
export const hasExpired = ({ createdAt }: EmbeddingTask, { now }: Call): boolean =>
	now - createdAt > KEPT_MS;

/** The status as the API shows it. */
export const statusOf = (task: EmbeddingTask, call: Call): EmbeddingStatus =>
	hasExpired(task, call) ? 'failed' : stepAt(task.life, call.now).status;

/** A task as the retrieve call shows it. */
export function shownTask(task: EmbeddingTask, call: Call): object {
	const status = statusOf(task, call);
	const { request, file } = task;
	if (status !== 'ready') {
		const message = hasExpired(task, call) ? EXPIRED : (task.failure ?? 'unknown');
		return { ...core(task, call), data: null, ...(status === 'failed' && { error: { message } }) };
	}
	task.vectors ??= shownVectors(partsOfTask(task), request);
	return {
		...core(task, call),
		data: task.vectors,
		metadata: metadataOf(task),
		...(isNewModel(request) && {
			usage: { input_tokens: { [request.input_type]: Math.ceil(file.duration) }, truncated: false },
		}),
	};
}

/** A task as a list shows it: what it was asked for, and no vectors. */
export function inList(task: EmbeddingTask, call: Call): object {
	const { model_name, input_type: kind } = task.request;
	const { embedding_options, embedding_scopes, clip_length, ...more } = metadataOf(task) as Record<
		string,
		unknown
	>;
	const { input_url, input_filename, duration, start_offset_sec, end_offset_sec } = more;
	const described = {
		...originInList({ input_url, input_filename }, call),
		duration,
		[`${kind}_embedding_option`]: embedding_options,
		[`${kind}_embedding_scope`]: embedding_scopes,
		...(kind === 'video'
			? { video_clip_length: clip_length }
			: { start_offset_sec, end_offset_sec }),
	};
	const metadata = Object.fromEntries(
		Object.entries(described).filter(([, value]) => value !== undefined),
	);
	return { ...core(task, call), model_name, [`${kind}_embedding`]: { metadata } };
}

/** Without the query of an address, such as a signature, and in capitals: forms that an API might keep. */
function originInList(origin: Record<string, unknown>, { switches }: Call): object {
	const { embeddedFileInList: form } = switches;
	if (form === 'asSent') return origin;
	if (form === 'absent') return {};
	const entries = Object.entries(origin).filter(([, value]) => value !== undefined);
	return Object.fromEntries(
		entries.map(([name, value]) => [name, String(value).split('?')[0].toUpperCase()]),
	);
}

function core(task: EmbeddingTask, call: Call): object {
	return {
		_id: task.id,
		status: statusOf(task, call),
		created_at: new Date(task.createdAt).toISOString(),
		updated_at: new Date(stepAt(task.life, call.now).at).toISOString(),
	};
}

function partsOfTask({ request, file }: EmbeddingTask): MeaningOfPart[] {
	const { input_type: kind } = request;
	if (kind === 'document') return partsOfDocument(required(request.document, kind), file);
	if (kind === 'image') {
		const part = { ...WHOLE, embedding_option: 'visual', embedding_scope: 'asset' as const };
		return [{ part, meaning: meaningOfFile(file, kind) }];
	}
	const input = required(request[kind], kind);
	return partsOf(input, wishOf(input, kind, file, request), file, request);
}

function metadataOf({ request, file }: EmbeddingTask): object {
	const { input_type: kind } = request;
	if (kind === 'document') {
		return documentMetadata(required(request.document, kind), file, request);
	}
	if (kind !== 'image') return timedMetadata(required(request[kind], kind), kind, file, request);
	return {
		input_type: kind,
		...originOf(required(request.image, kind).media_source, file),
		embedding_options: ['visual'],
		embedding_scopes: ['asset'],
		...dimensionOf(request),
	};
}
