import type { AnalysisRequest, NamedImage } from '../analysis/request';
import type { AnalysisTask } from '../analysis/tasks';
import { stepAt, type AnalysisStatus } from '../lifecycle';
import type { Call } from './call';

/** Lists cut prompts to this length. */
const LISTED_PROMPT_CHARACTERS = 30;

/** The status as the API shows it. */
export function statusOf(task: AnalysisTask, { now, switches }: Call): AnalysisStatus {
	const { status } = stepAt(task.life, now);
	return status === 'canceled' && switches.taskStatuses === 'withoutCanceled' ? 'failed' : status;
}

/** A task as the retrieve call shows it. */
export function shownTask(task: AnalysisTask, call: Call): object {
	const status = statusOf(task, call);
	const hasEnded = ['ready', 'failed', 'canceled'].includes(status);
	return {
		task_id: task.id,
		custom_id: task.customId,
		...sourceOf(task),
		request_params: paramsOf(task.request),
		status,
		created_at: new Date(task.createdAt).toISOString(),
		...(hasEnded && { completed_at: new Date(stepAt(task.life, call.now).at).toISOString() }),
		...(status === 'ready' && { result: resultOf(task) }),
		...errorOf(task, status, call),
	};
}

/** A task as a list shows it: the request shortened, the result left out or not. */
export function inList(task: AnalysisTask, call: Call): object {
	const { result, ...shown } = shownTask(task, call) as Record<string, unknown>;
	return {
		...shown,
		request_params: shortened(paramsOf(task.request)),
		...(call.switches.taskListResult && result !== undefined && { result }),
	};
}

/** With images there is no video source. */
function sourceOf({ request: { video, image }, duration }: AnalysisTask): object {
	if (image || !video) return {};
	const { type, url, asset_id } = video;
	const place = { ...(url !== undefined && { url }), ...(asset_id !== undefined && { asset_id }) };
	const known = duration !== undefined && { system_metadata: { duration } };
	return { video_source: { type, ...place, ...known } };
}

/** The request as it was sent, without the model, the video and the bytes of images. */
function paramsOf(sent: AnalysisRequest) {
	const request = without(sent, 'model_name', 'video');
	const { image, prompt_v2: structured, response_format: format } = request;
	return {
		...request,
		analysis_mode: request.analysis_mode ?? 'general',
		...(image && { image: image.map(withoutBytes) }),
		...(structured && { prompt_v2: withPlaces(structured) }),
		...(format && {
			response_format: {
				...format,
				...(format.segment_definitions && {
					segment_definitions: format.segment_definitions.map(withPlaces),
				}),
			},
		}),
	};
}

function withPlaces<Part extends { media_sources?: NamedImage[] }>(part: Part): Part {
	const { media_sources: images } = part;
	return images ? { ...part, media_sources: images.map(withoutBytes) } : part;
}

const withoutBytes = (image: NamedImage): NamedImage => ({
	...without(image, 'base64_string'),
	media_type: 'image',
});

function shortened(params: ReturnType<typeof paramsOf>): object {
	const { prompt, prompt_v2: structured, response_format: format } = params;
	const cut = (text: string) => text.slice(0, LISTED_PROMPT_CHARACTERS);
	const definitions = format?.segment_definitions;
	const first = definitions && { segment_definitions: definitions.slice(0, 1) };
	return {
		...params,
		...(prompt !== undefined && { prompt: cut(prompt) }),
		...(structured && { prompt_v2: { ...structured, input_text: cut(structured.input_text) } }),
		...(format && { response_format: { ...without(format, 'json_schema'), ...first } }),
	};
}

function resultOf({ id, generated }: AnalysisTask): object {
	return { generation_id: `gen_${id}`, ...without(generated, 'warning') };
}

/** The reason of what failed or was canceled; of what is ready, a warning. */
function errorOf({ generated, end }: AnalysisTask, status: AnalysisStatus, { switches }: Call) {
	if (status === 'ready') {
		return generated.warning === undefined ? {} : { error: { message: generated.warning } };
	}
	if (status !== 'failed' && status !== 'canceled') return {};
	const { code, message } = end ?? { code: undefined, message: 'unknown' };
	return { error: { ...(switches.taskErrorCode && code !== undefined && { code }), message } };
}

function without<Whole extends object, Key extends keyof Whole>(
	whole: Whole,
	...names: Key[]
): Omit<Whole, Key> {
	const left = Object.entries(whole).filter(([name]) => !names.some((each) => each === name));
	return Object.fromEntries(left) as Omit<Whole, Key>;
}
