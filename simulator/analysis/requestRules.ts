import { requireThat } from '../errors';
import { decodedBytes, requireOnePlace } from '../material/mediaPlace';
import { MEGABYTE } from '../megabyte';
import type { Switches } from '../switches';
import {
	asksForSegments,
	MAX_OUTPUT_TOKENS,
	type AnalysisRequest,
	type NamedImage,
} from './request';
import { checkSchema } from './schemaRules';
import { checkSegmentation } from './segmentRules';

const MAX_BASE64_BYTES = 30 * MEGABYTE;
const MAX_REFERENCES = 4;
const MIN_TASK_TOKENS = 512;
const CUSTOM_ID = /^[A-Za-z0-9_-]{1,64}$/;
const IMAGE_NAME = /^\w+$/;
const MENTION = /<@(\w+)>/g;
const IMAGE_MODEL = 'pegasus1.6';

/** Refuses what the API refuses about a request itself, whatever the video is. */
export function checkRequest(request: AnalysisRequest, switches: Switches): void {
	const { temperature = 0, video, image, prompt_v2: structured, response_format: format } = request;
	requireThat(temperature >= 0 && temperature <= 1, 'temperature is 0 to 1');
	requireThat(decodedBytes(video ?? {}) <= MAX_BASE64_BYTES, 'base64_string is above 30 MB');
	const hasPrompt = request.prompt !== undefined || structured !== undefined;
	requireThat(hasPrompt || asksForSegments(request), 'prompt is required');
	const references = structured?.media_sources ?? [];
	requireThat(
		references.length <= MAX_REFERENCES,
		`prompt_v2 has more than ${MAX_REFERENCES} images`,
	);
	for (const reference of references) requireOnePlace(reference);
	if (image) checkImages(image, request);
	if (format?.json_schema) checkSchema(format.json_schema, switches);
	requireThat(
		format?.type !== 'json_schema' || format.json_schema !== undefined,
		'json_schema is required',
	);
}

/** What holds for tasks alone. */
export function checkTask(request: AnalysisRequest & { custom_id?: string }): void {
	const { custom_id: customId, max_tokens: tokens } = request;
	requireThat(
		customId === undefined || CUSTOM_ID.test(customId),
		'custom_id is 1 to 64 of A-Z a-z 0-9 _ -',
	);
	checkSegmentation(request);
	if (typeof tokens === 'number' && !asksForSegments(request)) {
		requireThat(
			tokens >= MIN_TASK_TOKENS && tokens <= MAX_OUTPUT_TOKENS,
			`max_tokens is ${MIN_TASK_TOKENS} to ${MAX_OUTPUT_TOKENS}`,
		);
	}
}

function checkImages(
	images: NamedImage[],
	{ model_name: model, prompt = '' }: AnalysisRequest,
): void {
	requireThat(model === IMAGE_MODEL, `image needs ${IMAGE_MODEL}`);
	const names = images.map(({ name }) => name);
	requireThat(
		names.every((name) => IMAGE_NAME.test(name)),
		'names of images are letters, digits, underscores',
	);
	requireThat(new Set(names).size === names.length, 'names of images are unique');
	const mentioned = new Set([...prompt.matchAll(MENTION)].map(([, name]) => name));
	const named = names.filter((name) => mentioned.has(name)).length;
	requireThat(named === 0 || named === names.length, 'the prompt names all images, or none');
}
