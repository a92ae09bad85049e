import { NodeApiError, NodeOperationError, type IDataObject, type INode } from 'n8n-workflow';

import { explain, type Explanation } from './errorCatalogue';
import type { ApiResponse } from './send';

/** Whether the same request may succeed later: no answer at all, too many requests, or a server that cannot just now. */
export const isPassing = ({ httpCode }: NodeApiError): boolean =>
	httpCode === null || httpCode === '429' || httpCode.startsWith('5');

/** Whether the resource is not there. Some calls document no 404; then the code of a 400 says so. */
export const isGone = ({ httpCode, context }: NodeApiError): boolean =>
	httpCode === '404' ||
	(httpCode === '400' && (context.details as ApiErrorDetails).code === 'resource_not_exist');

/** What an item carries about an unsuccessful request, beside the message, on the error output. */
interface ApiErrorDetails extends IDataObject {
	/** HTTP status, absent where there was no answer. */
	status?: number;
	/** TwelveLabs' code, such as `parameter_invalid`, or the network's, such as `ECONNREFUSED`. */
	code?: string;
	/** TwelveLabs' own words. */
	message?: string;
	/** What to do next. */
	next: string;
	/** Names the request to TwelveLabs' support. */
	traceId?: string;
}

/** Of an answer's headers, those that say when to come back; whoever handles the error may need them. */
const TIMING_HEADERS = /^(retry-after|x-ratelimit-.+)$/;

/** The error for an answer with a status of 300 or above. */
export function refused(node: INode, response: ApiResponse): NodeApiError {
	const { statusCode: status, headers, body } = response;
	const { code, message } = saidBy(body);
	const explanation = explain(status, message);
	const traceId = text(headers['x-trace-id']);
	return apiError(
		node,
		explanation,
		{ status, code, message, next: explanation.next, traceId },
		{ status, response: { status, headers: timing(headers) } },
	);
}

/** The error for an answer that should have been a JSON object. */
export function notJson(node: INode, baseUrl: string, response: ApiResponse): NodeApiError {
	const explanation = {
		message: `The answer from ${hostOf(baseUrl)} is not one of TwelveLabs`,
		next: 'Check the Base URL in the credential, and whether a proxy or a firewall answers in its place.',
	};
	return apiError(node, explanation, {
		status: response.statusCode,
		code: 'not_json',
		next: explanation.next,
	});
}

/**
 * The error for a request without any answer. Anything that is no network error, such as a credential
 * that n8n cannot read or a domain that it does not allow, is passed on as it is.
 */
export function notReached(node: INode, baseUrl: string, error: unknown): Error {
	const network = networkError(error);
	if (!network) {
		return error instanceof Error ? error : new NodeOperationError(node, String(error));
	}
	const { code } = network;
	if (code === 'ERR_CANCELED') return new NodeOperationError(node, 'The execution was stopped');
	const timedOut = code === 'ECONNABORTED' || code === 'ETIMEDOUT';
	const explanation = timedOut
		? {
				message: `TwelveLabs at ${hostOf(baseUrl)} did not answer in time`,
				next: 'The request may have taken effect all the same, so look before you repeat one that creates something. Timeout under Settings > Request Options sets how long the node waits.',
			}
		: {
				message: `TwelveLabs at ${hostOf(baseUrl)} cannot be reached`,
				next: 'Check the Base URL in the credential, and that this n8n may connect to it: network, proxy, firewall.',
			};
	return apiError(node, explanation, { code, next: explanation.next });
}

/**
 * @param hints for n8n's own handling: it looks for a status and its headers along the chain of causes.
 *   Never the original error, whose request holds the API key.
 */
function apiError(
	node: INode,
	{ message }: Explanation,
	details: ApiErrorDetails,
	hints: IDataObject = {},
): NodeApiError {
	const cause = Object.assign(
		new Error([details.status, details.code].filter(Boolean).join(' ')),
		hints,
	);
	const error = new NodeApiError(node, cause as never, {
		message,
		description: describe(details),
		httpCode: details.status ? String(details.status) : undefined,
	});
	error.context.details = details;
	return error;
}

/** TwelveLabs' words first, since they are the most precise, then the way on. */
function describe({ code, message, next, traceId }: ApiErrorDetails): string {
	const said = message ? `TwelveLabs says: ${message.replace(/\.?\s*$/, '.')}` : '';
	const reference = [code && `code ${code}`, traceId && `trace ID ${traceId}`].filter(Boolean);
	return [said, next, reference.length > 0 ? `(${reference.join(', ')})` : '']
		.filter(Boolean)
		.join(' ');
}

/** Two shapes exist: `{ code, message }`, and the same inside `error`. The body may also be empty, or HTML. */
function saidBy(body: unknown): { code?: string; message?: string } {
	if (!isRecord(body)) return {};
	const said = isRecord(body.error) ? body.error : body;
	return { code: text(said.code), message: text(said.message) };
}

/** n8n wraps what the HTTP client threw, and keeps it as the cause. */
function networkError(error: unknown): { code?: string } | undefined {
	for (let at: unknown = error; isRecord(at); at = at.cause) {
		if (at.isAxiosError === true) return { code: text(at.code) };
	}
	return undefined;
}

const timing = (headers: IDataObject): IDataObject =>
	Object.fromEntries(
		Object.entries(headers).filter(([name]) => TIMING_HEADERS.test(name.toLowerCase())),
	);

const hostOf = (baseUrl: string): string => new URL(baseUrl).host;

const text = (value: unknown): string | undefined =>
	typeof value === 'string' && value !== '' ? value : undefined;

const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null;
