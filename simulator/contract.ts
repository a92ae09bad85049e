import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OpenAPIBackend, type Document } from 'openapi-backend';
import { fieldsFromText, isForm, textOnly } from './body';
import { RFC_3339 } from './clock';
import { asApiError, Refusal, type Answer, type RefusalCode } from './errors';
import { withoutUndeclaredNulls } from './nulls';
import { describe, type Operation } from './operation';
import { decodedText, readQuery, readUrl } from './query';

/** The API's version is part of every path. */
export const BASE_PATH = '/v1.3';

/** A request as it was sent: the URL from its path on, and the body already parsed. */
export interface SentRequest {
	method: string;
	url: string;
	headers: Record<string, string | string[] | undefined>;
	body?: unknown;
}

/** A request that fits the contract, with its texts turned into the declared types. */
interface CheckedRequest {
	path: Record<string, string>;
	query: Record<string, unknown>;
	body: unknown;
}

type SchemaError = { keyword: string; instancePath: string; message?: string; params: object };

/**
 * The interface contract at work: finds the operation a request is for, and checks requests and answers against it.
 * Schemas are compiled at their first use, so a fresh simulator starts at once.
 */
export class Contract {
	private constructor(
		private readonly api: OpenAPIBackend,
		private readonly operations: ReadonlyMap<string, Operation>,
	) {}

	/** Reads the contract that lies beside this file, once per process. */
	static async load(): Promise<Contract> {
		return await (Contract.loaded ??= Contract.read());
	}

	private static loaded?: Promise<Contract>;

	private static async read(): Promise<Contract> {
		const text = readFileSync(join(__dirname, 'contract.json'), 'utf8');
		const api = new OpenAPIBackend({
			definition: JSON.parse(text) as Document,
			apiRoot: BASE_PATH,
			// Its own check of the document knows OpenAPI 3.0 only and refuses this one.
			quick: true,
			// A URL with an empty id must not pass for the list of everything.
			ignoreTrailingSlashes: false,
			coerceTypes: true,
			ajvOpts: {
				allErrors: true,
				strict: false,
				formats: { 'date-time': RFC_3339, uri: (value: string) => URL.canParse(value) },
			},
		});
		await api.init();
		const sources = api.router.getOperations();
		// The router would put this list together anew for every request, at some milliseconds each time.
		api.router.getOperations = () => sources;
		const operations = sources.map(describe);
		return new Contract(api, new Map(operations.map((each) => [each.operationId, each])));
	}

	/** The operation a request is for, if the contract has one. */
	match(method: string, url: string): Operation | undefined {
		const matched = this.api.router.matchOperation({ method, path: url, headers: {} });
		return this.operations.get(matched?.operationId ?? '');
	}

	/** The request in the declared types; throws the refusal where it does not fit. */
	checkRequest(operation: Operation, sent: SentRequest): CheckedRequest {
		const { path, query } = readUrl(sent.url);
		if (decodedText(path) === undefined) {
			throw new Refusal('parameter_invalid', `The path ${path} is not percent-encoded.`);
		}
		const headers = lowerCased(sent.headers);
		const { declared, collected } = readQuery(query, operation.parameters);
		const body = bodyFor(operation, headers, sent.body);
		const result = this.api.validator.validateRequest(
			{
				method: sent.method,
				path,
				headers,
				query: declared as Record<string, string>,
				body: textOnly(body),
			},
			operation.source,
		);
		if (result.errors) throw refusalOf(result.errors);
		return {
			path: result.coerced?.params ?? {},
			query: { ...(result.coerced?.query as object), ...collected },
			body,
		};
	}

	/** What is wrong with an answer; empty when it fits. */
	checkAnswer(operation: Operation, { events, ...answer }: Answer): string[] {
		if (events) return events.flatMap((body) => this.checkAnswer(operation, { ...answer, body }));
		const { status, headers, body } = answer;
		const declared = operation.answers.get(status);
		if (!declared) {
			// Errors beyond the declared ones are normal (404, 409, 500, 501); other surprises are defects.
			return status >= 400 ? [] : [`${operation.operationId} declares no status ${status}`];
		}
		if (body === undefined) {
			const pointsElsewhere = headers?.Location !== undefined;
			return declared.hasBody && !pointsElsewhere ? [`status ${status} needs a body`] : [];
		}
		if (!declared.hasBody) return [`status ${status} has no body`];
		const result = this.api.validator.validateResponse(
			withoutUndeclaredNulls(body, declared.schema),
			operation.source,
			status,
		);
		return (result.errors ?? []).map(explain);
	}
}

/** For contract tests: everything that is wrong with one exchange, request and answer. Empty when both fit. */
export async function validateExchange(request: SentRequest, answer?: Answer): Promise<string[]> {
	const contract = await Contract.load();
	const operation = contract.match(request.method, request.url);
	if (!operation) return [`${request.method} ${request.url} is not part of the contract`];
	const problems = answer ? contract.checkAnswer(operation, answer) : [];
	try {
		contract.checkRequest(operation, request);
		return problems;
	} catch (error) {
		const { code, message } = asApiError(error);
		return [`${code}: ${message}`, ...problems];
	}
}

function bodyFor(
	{ operationId, mediaTypes, fields }: Operation,
	headers: Record<string, string | string[]>,
	body: unknown,
): unknown {
	if (mediaTypes.length === 0) {
		if (body === undefined || Object.keys(Object(body) as object).length === 0) return undefined;
		throw new Refusal('parameter_unknown', `${operationId} takes no body.`);
	}
	// No body is an empty one: the contract says which fields are missing then.
	if (body === undefined) return {};
	const sent = String(headers['content-type']).split(';', 1)[0] ?? '';
	if (!mediaTypes.includes(sent)) {
		const text = `The body is ${sent}; it must be ${mediaTypes.join(' or ')}.`;
		throw new Refusal('content_type_invalid', text);
	}
	return isForm(sent) ? fieldsFromText(body, fields) : body;
}

function refusalOf(errors: SchemaError[]): Refusal {
	const codes: Record<string, RefusalCode> = {
		required: 'parameter_not_provided',
		additionalProperties: 'parameter_unknown',
	};
	const code = codes[errors[0]?.keyword ?? ''] ?? 'parameter_invalid';
	return new Refusal(code, errors.map(explain).join('; '));
}

function explain({ instancePath, message, params }: SchemaError): string {
	const allowed = 'allowedValues' in params ? `: ${String(params.allowedValues)}` : '';
	return `${instancePath || '/'} ${message ?? 'does not fit'}${allowed}`;
}

function lowerCased(headers: SentRequest['headers']): Record<string, string | string[]> {
	const present: Record<string, string | string[]> = {};
	for (const [name, value] of Object.entries(headers)) {
		if (value !== undefined) present[name.toLowerCase()] = value;
	}
	return present;
}
