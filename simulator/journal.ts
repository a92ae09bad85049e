import { BASE_PATH, type SentRequest } from './contract';
import type { Answer, Refusal } from './errors';
import type { Operation } from './operation';
import { readUrl, type RawQuery } from './query';

/** A request as the simulator saw it. */
export interface LoggedRequest {
	/** Absent when the contract has no such call. */
	operationId?: string;
	method: string;
	/** Below the base path: `/indexes/...`. */
	path: string;
	query: RawQuery;
	headers: SentRequest['headers'];
	/** JSON as sent, a form as its fields, with an `UploadedFile` for a file. */
	body: unknown;
	/** What it was answered with; null as long as there is no answer, or when the connection was reset. */
	status: number | null;
	at: number;
}

/** Which requests a fault or a quota means: those of an operation, of several, or what a test picks itself. */
export type Meant = string | string[] | ((request: LoggedRequest) => boolean);

/** Whether a request is meant; without anything said, every request is. */
export function isMeant(meant: Meant | undefined, request: LoggedRequest): boolean {
	if (meant === undefined) return true;
	if (typeof meant === 'function') return meant(request);
	return [meant].flat().some((operationId) => operationId === request.operationId);
}

/** A request that does not fit the contract: a defect of the client. */
export interface RefusedRequest {
	operationId?: string;
	method: string;
	path: string;
	query: RawQuery;
	body: unknown;
	code: string;
	reason: string;
}

/** An answer of the simulator that does not fit the contract, or a crash without one: a defect of the simulator. */
export interface ContractViolation extends Partial<Answer> {
	operationId: string;
	problems: string[];
}

/** What one simulator has seen and done wrong: open to tests, which read it after the fact. */
export class Journal {
	readonly requests: LoggedRequest[] = [];
	readonly refusedRequests: RefusedRequest[] = [];
	readonly contractViolations: ContractViolation[] = [];

	/** Notes a request at its arrival; the status is filled in when it is answered. */
	log({ method, url, headers, body }: SentRequest, operation: Operation | undefined, at: number) {
		const { path, query } = readUrl(url);
		const logged: LoggedRequest = {
			operationId: operation?.operationId,
			method,
			path: path.startsWith(`${BASE_PATH}/`) ? path.slice(BASE_PATH.length) : path,
			query,
			headers,
			body,
			status: null,
			at,
		};
		this.requests.push(logged);
		return logged;
	}

	/** Notes that a request broke the contract, and how. */
	refuse({ operationId, method, path, query, body }: LoggedRequest, refusal: Refusal): void {
		const { code, message: reason } = refusal;
		this.refusedRequests.push({ operationId, method, path, query, body, code, reason });
	}
}
