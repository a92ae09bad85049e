import type { Switches } from './switches';

/** An answer of the API: what a handler returns and what a fault may put in its place. */
export interface Answer {
	status: number;
	headers?: Record<string, string>;
	body?: unknown;
	/** In the place of a body: JSON, one event a line. */
	events?: object[];
	/** The answer stands for a reading of the documentation that the contract does not declare. */
	unchecked?: boolean;
}

const DOCS_URL = 'https://docs.twelvelabs.io/api-reference/error-codes';

/** An error that the API answers with. Handlers throw it. */
export class ApiError extends Error {
	constructor(
		readonly status: number,
		readonly code: string,
		message: string,
		/** Of the body, where it is not that of all errors. */
		readonly shape?: Switches['errorShape'],
	) {
		super(message);
	}
}

/** For catch clauses: the error of the API, or, if it is another one, a crash that must stay one. */
export function asApiError(error: unknown): ApiError {
	if (error instanceof ApiError) return error;
	throw error;
}

/** @throws 400 with the rule that does not hold, about a value that a user may well have entered */
export function requireThat(holds: boolean, rule: string): asserts holds {
	if (!holds) throw new ApiError(400, 'parameter_invalid', `${rule}.`);
}

/** @throws the refusal of a request that lacks a field which its other fields require */
export function required<Field>(field: Field | undefined, name: string): Field {
	if (field === undefined) throw new Refusal('parameter_not_provided', `${name} is required.`);
	return field;
}

/** The codes for a request that does not fit the interface. */
export type RefusalCode =
	| 'parameter_invalid'
	| 'parameter_unknown'
	| 'parameter_not_provided'
	| 'content_type_invalid'
	| 'endpoint_unknown';

/**
 * The request breaks the documented interface, which no user input should ever bring about. The simulator keeps
 * these apart (`refusedRequests`), so that a test can assert that a node sent none.
 */
export class Refusal extends ApiError {
	constructor(
		override readonly code: RefusalCode,
		message: string,
		status = 400,
	) {
		super(status, code, message);
	}
}

/**
 * The two error bodies that TwelveLabs documents: flat on most endpoints, nested on the newer ones. Exported for
 * scripted faults, whose bodies are sent as they are.
 */
export function errorBody(
	code: string,
	message: string,
	shape: Switches['errorShape'] = 'flat',
): object {
	return shape === 'nested' ? { error: { code, message } } : { code, message, docs_url: DOCS_URL };
}

/** The answer that stands for an error, in the shape the switch asks for. */
export function errorAnswer(error: ApiError, shape: Switches['errorShape']): Answer {
	return {
		status: error.status,
		body: errorBody(error.code, error.message, error.shape ?? shape),
	};
}
