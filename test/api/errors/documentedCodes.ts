/** Codes of one area, and the status they are most likely to come with: no page says which. */
interface Area {
	area: string;
	source: string;
	codes: Readonly<Record<string, number>>;
}

const PAGE = 'https://docs.twelvelabs.io/api-reference/error-codes';
const OPENAPI = 'descriptions in the OpenAPI document and in twelvelabs-js 1.3.4';
const EXAMPLES = 'examples in the OpenAPI document';
const SEEN = 'answers quoted in public code';

/** Every code that TwelveLabs documents, typed off its sources: the catalogue is checked against it, not the other way. */
export const DOCUMENTED: readonly Area[] = [
	{
		area: 'general',
		source: PAGE,
		codes: {
			parameter_invalid: 400,
			parameter_not_provided: 400,
			parameter_unknown: 400,
			tags_not_allowed: 400,
			api_upgrade_required: 400,
			resource_not_exist: 404,
			api_key_invalid: 401,
			unauthorized: 401,
			api_allowed_for_paid_plan: 403,
			api_not_allowed: 403,
			region_not_allowed: 403,
			too_many_requests: 429,
			request_canceled_or_timed_out: 408,
		},
	},
	{
		area: '/indexes',
		source: PAGE,
		codes: {
			index_option_cannot_be_changed: 400,
			index_engine_cannot_be_changed: 400,
			index_name_already_exists: 409,
		},
	},
	{
		area: '/tasks, whose media rules hold for indexing too',
		source: PAGE,
		codes: {
			video_resolution_too_low: 400,
			video_resolution_too_high: 400,
			video_resolution_invalid_aspect_ratio: 400,
			video_duration_too_short: 400,
			video_duration_too_long: 400,
			video_file_broken: 400,
			video_filesize_too_large: 400,
			task_cannot_be_deleted: 400,
			usage_limit_exceeded: 400,
		},
	},
	{
		area: '/search',
		source: PAGE,
		codes: {
			search_option_not_supported: 400,
			search_option_combination_not_supported: 400,
			search_filter_invalid: 400,
			search_page_token_expired: 400,
			index_not_supported_for_search: 400,
		},
	},
	{
		area: '/analyze',
		source: PAGE,
		codes: { token_limit_exceeded: 400, index_not_supported_for_generate: 400 },
	},
	{ area: '/embed', source: PAGE, codes: { parameter_invalid: 400 } },
	{
		area: 'batches',
		source: OPENAPI,
		codes: {
			batch_not_terminal: 409,
			batch_completed: 409,
			batch_canceled: 409,
			batch_expired: 409,
		},
	},
	{
		area: 'redirect URIs',
		source: OPENAPI,
		codes: { redirect_uri_invalid: 422, redirect_uri_limit_exceeded: 422 },
	},
	{
		area: 'seen',
		source: SEEN,
		codes: {
			content_type_invalid: 400,
			media_url_not_exists: 400,
			endpoint_deprecated: 410,
			video_not_ready: 400,
			audio_file_broken: 400,
			unsupported_file_type: 400,
		},
	},
	{
		area: 'examples',
		source: EXAMPLES,
		codes: {
			not_found: 404,
			generic_error: 400,
			insufficient_funds: 402,
			unauthorized_request: 401,
			VALIDATION_ERROR: 400,
			RATE_LIMIT_EXCEEDED: 429,
		},
	},
];

/** Each code once, with its likely status. */
export const DOCUMENTED_CODES: ReadonlyArray<readonly [code: string, status: number]> = [
	...new Map(DOCUMENTED.flatMap(({ codes }) => Object.entries(codes))),
];
