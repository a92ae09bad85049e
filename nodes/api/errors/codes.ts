import type { CodeEntry } from './explanation';
import { FILE_CODES } from './fileCodes';

/** Minutes of video of the Free plan, once and for all, shared by indexing and analysis. */
const FREE_MINUTES = 600;

/** About the key: a 403 means it as well, when the code says so. */
const KEY: CodeEntry = { sameAs: 401, also: [403] };
/** About the account. Which status comes with it is not documented; all these are about the key, the plan and the payment. */
const ACCOUNT = [401, 402, 403];
/** About credit that is used up: also 429, whose advice to wait would not help. */
const CREDIT = [402, 403, 429];
/** About the state that something is in, or that it exists already. */
const STATE = [409];

/**
 * Every code that was documented or seen by July 2026, in lower case. Those of calls that this package does not make yet
 * are here too, because all calls share one transport. The groups follow
 * https://docs.twelvelabs.io/api-reference/error-codes; the last three come from elsewhere.
 */
export const CODES: Readonly<Record<string, CodeEntry>> = {
	// Parameters. Their message is that of status 400, which gets the field and the value where TwelveLabs names them.
	parameter_invalid: {
		message: 'TwelveLabs did not accept the request',
		next: 'Correct the value that TwelveLabs names: it has another type, form or range than this parameter takes. Then run the node again.',
	},
	parameter_not_provided: {
		message: 'TwelveLabs did not accept the request',
		next: 'Fill in the value that TwelveLabs names. An expression may have left it empty.',
	},
	parameter_unknown: {
		message: 'TwelveLabs did not accept the request',
		next: 'Remove the name that TwelveLabs does not have. Check its spelling, and whether it belongs to another call or API version.',
	},
	tags_not_allowed: {
		message: 'TwelveLabs does not allow a tag of the request',
		next: 'Remove the tags that TwelveLabs names, then run the node again.',
	},
	api_upgrade_required: {
		message: 'This call needs a newer version of the TwelveLabs API',
		next: 'Correct the version at the end of the Base URL in the credential, by default https://api.twelvelabs.io/v1.3.',
	},
	// Some calls declare 400 and no 404.
	resource_not_exist: { sameAs: 404 },

	// The key, the account, the limits.
	api_key_invalid: KEY,
	unauthorized: KEY,
	api_allowed_for_paid_plan: {
		also: ACCOUNT,
		message: 'TwelveLabs offers this call on paid plans only',
		next: 'Upgrade the plan in the TwelveLabs dashboard, then run the node again.',
	},
	api_not_allowed: { sameAs: 403, also: ACCOUNT },
	region_not_allowed: {
		also: ACCOUNT,
		message: 'TwelveLabs does not serve your region',
		next: 'Where this n8n, or its proxy, connects from may decide. See https://twelvelabs.io/terms-of-use, or ask TwelveLabs support.',
	},
	too_many_requests: { sameAs: 429 },
	request_canceled_or_timed_out: {
		// The only code that goes with a server's status, since it says no more than that there is no outcome.
		also: [500, 503, 504],
		message: 'TwelveLabs stopped working on the request before it was done',
		next: 'Run the node again in a few minutes. The request may have taken effect all the same, so look before you repeat one that creates something.',
	},

	// /indexes
	index_option_cannot_be_changed: {
		also: STATE,
		message: 'The model options of an index cannot be changed',
		next: 'Leave them out of the change, or create another index with the options you need.',
	},
	index_engine_cannot_be_changed: {
		also: STATE,
		message: 'The models of an index cannot be changed',
		next: 'Leave them out of the change, or create another index with the models you need.',
	},
	index_name_already_exists: {
		also: STATE,
		message: 'There is an index of this name already',
		next: 'Choose another name, or use the index that has it.',
	},

	...FILE_CODES,

	// /tasks: the rest
	task_cannot_be_deleted: {
		also: STATE,
		message: 'The task cannot be deleted in its current state',
		next: 'Wait until TwelveLabs has finished it, then delete it.',
	},
	usage_limit_exceeded: {
		also: CREDIT,
		message: 'The free credit of your TwelveLabs account is used up',
		next: `Register a payment method in the TwelveLabs dashboard or write to sales@twelvelabs.io, then run the node again. Waiting does not help: the Free plan has ${FREE_MINUTES} minutes of video in all.`,
	},

	// /search
	search_option_not_supported: {
		message: 'This index cannot be searched in this way',
		next: 'Choose in Search In what TwelveLabs names, or an index whose modalities include it. They are fixed when an index is created.',
	},
	search_option_combination_not_supported: {
		message: 'These search options do not go together',
		next: 'Leave out one of those that TwelveLabs names in Search In, then run the node again.',
	},
	search_filter_invalid: {
		message: 'TwelveLabs could not read the search filter',
		next: 'Correct the names, the types and the operators in the filter. The filtering guide of the TwelveLabs documentation has its syntax.',
	},
	search_page_token_expired: {
		// 410 is what search declares for it, beside calls that were removed.
		also: [404, 410],
		message: 'The page token of this search has expired or is not valid',
		next: 'Search again from the first page, and read the following pages soon after it.',
	},
	index_not_supported_for_search: {
		message: 'This index cannot be searched',
		next: 'Search needs an index with a Marengo model. Choose another index, or create one and index the assets there.',
	},

	// /analyze
	token_limit_exceeded: {
		message: 'The request is longer than the model can take',
		next: 'Shorten the prompt, or analyze a shorter video or a part of it.',
	},
	index_not_supported_for_generate: {
		message: 'The videos of this index cannot be analyzed',
		next: 'Analysis through an index needs one with a Pegasus model. Newer models need none: analyze the asset itself.',
	},

	// From the descriptions of the OpenAPI document and the SDK: batches (409) and redirect URIs (422).
	batch_not_terminal: {
		also: STATE,
		message: 'The batch is still running',
		next: 'Wait until it is completed, canceled or expired, or cancel it. Then run the node again.',
	},
	batch_completed: {
		also: STATE,
		message: 'The batch is completed already',
		next: 'It can no longer be canceled. Read its results instead, item by item: completed does not mean that each one succeeded.',
	},
	batch_canceled: {
		also: STATE,
		message: 'The batch was canceled already',
		next: 'Nothing of it is left to stop. Put what is not done yet into another batch.',
	},
	batch_expired: {
		also: STATE,
		message: 'The batch has expired',
		next: 'A batch ends after 24 hours. Put what was not done by then into another batch.',
	},
	redirect_uri_invalid: {
		also: STATE,
		message: 'TwelveLabs did not accept the redirect URI',
		next: 'Enter the whole address of a page of yours, beginning with https://, and run the node again.',
	},
	redirect_uri_limit_exceeded: {
		also: STATE,
		message: 'Your account has as many redirect URIs as TwelveLabs allows',
		next: 'Remove one that is no longer used, then run the node again.',
	},

	// Seen in answers, in public code.
	content_type_invalid: {
		message: 'TwelveLabs did not accept the form of the request',
		next: 'A proxy or a gateway may have changed its Content-Type: check the Base URL in the credential. Otherwise update the TwelveLabs package of your n8n.',
	},
	media_url_not_exists: {
		also: [404],
		message: 'TwelveLabs could not find the media',
		next: 'Check the ID or the URL. A URL has to lead to the file itself, without a log-in, until TwelveLabs has read it.',
	},
	endpoint_deprecated: { sameAs: 410 },
	video_not_ready: {
		also: STATE,
		message: 'The video is not ready yet',
		next: 'TwelveLabs is still working on it. Run the node again when its status is ready; the TwelveLabs Trigger starts a workflow then.',
	},

	// Examples in the OpenAPI document, under other names than those of the error codes page.
	not_found: { sameAs: 404 },
	unauthorized_request: KEY,
	rate_limit_exceeded: { sameAs: 429 },
	insufficient_funds: { sameAs: 402, also: CREDIT },
	validation_error: {
		message: 'TwelveLabs did not accept the request',
		next: 'Correct what TwelveLabs names: a value is missing, or has another type, form or range than expected. Then run the node again.',
	},
	generic_error: {
		message: 'TwelveLabs did not accept the request',
		next: 'TwelveLabs gives no precise reason. Check the parameters of the node; if they are right, ask TwelveLabs support.',
	},
};
