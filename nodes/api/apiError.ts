import { NodeApiError, NodeOperationError, type IDataObject, type INode } from 'n8n-workflow';

import type { ApiResponse } from './connection';
import { explain, explainNoAnswer, explainUnexpected, type Explanation } from './errorCatalogue';

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
export function refused(node: INode, { statusCode: status, headers, body }: ApiResponse) {
	const said = saidBy(body);
	const fromTwelveLabs = said.code !== undefined || said.message !== undefined;
	return apiError(
		node,
		explain({ status, code: said.code, fromTwelveLabs }),
		{ status, ...said, traceId: text(headers['x-trace-id']) },
		{ status, response: { status, headers: timing(headers) } },
	);
}

/** The error for an answer that should have been a JSON object. */
export const unexpected = (node: INode, baseUrl: string, { statusCode: status }: ApiResponse) =>
	apiError(node, explainUnexpected(hostOf(baseUrl)), { status, code: 'unexpected_answer' });

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
	return apiError(node, explainNoAnswer(code, hostOf(baseUrl)), { code });
}

/** Whether the same request may succeed later: no answer at all, too many requests, or a server that cannot just now. */
export const isPassing = ({ httpCode }: NodeApiError): boolean =>
	httpCode === null || httpCode === '429' || httpCode.startsWith('5');

/** Whether an error is about every request that might follow: the key, the plan, the limit or the network. */
export const concernsAll = ({ httpCode }: NodeApiError): boolean =>
	httpCode === null || ['401', '403', '429'].includes(httpCode);

/** Whether TwelveLabs understood the request and refused it, so that it certainly had no effect. */
export const isRefusal = ({ httpCode }: NodeApiError): boolean =>
	httpCode !== null && httpCode.startsWith('4');

/** Whether the resource is not there. Some calls document no 404; then the code of a 400 says so. */
export const isGone = (error: NodeApiError): boolean =>
	error.httpCode === '404' ||
	(error.httpCode === '400' && detailsOf(error).code === 'resource_not_exist');

/** TwelveLabs' own words in an error, '' where it had none. */
export const wordsOf = (error: NodeApiError): string => detailsOf(error).message ?? '';

/** Puts advice that only the operation can give in the place of the general one. */
export function advise(error: NodeApiError, next: string): NodeApiError {
	const details = { ...detailsOf(error), next };
	error.context.details = details;
	error.description = describe(details);
	return error;
}

/**
 * @param hints for n8n's own handling: it looks for a status and its headers along the chain of causes.
 *   Never the original error, whose request holds the API key.
 */
function apiError(
	node: INode,
	{ message, next }: Explanation,
	about: Omit<ApiErrorDetails, 'next'>,
	hints: IDataObject = {},
): NodeApiError {
	const details: ApiErrorDetails = { ...about, next };
	const summary = [about.status, about.code].filter(Boolean).join(' ');
	const cause = Object.assign(new Error(summary), hints);
	// n8n declares a JSON object here and keeps an Error as the cause.
	const error = new NodeApiError(node, cause as never, {
		message,
		description: describe(details),
		httpCode: about.status ? String(about.status) : undefined,
	});
	error.context.details = details;
	return error;
}

const detailsOf = ({ context }: NodeApiError) => (context.details ?? {}) as ApiErrorDetails;

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
