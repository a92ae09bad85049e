import { isRecord, text } from '../body';
import { AttemptTimedOut } from '../client/deadline';

/** Nothing listens at the address, or no host has the name. EHOSTUNREACH and ENETUNREACH can also end a connection that stood. */
const NO_CONNECTION = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'];

/** The time limit of the request, or of the operating system. */
const TIMEOUT = ['ECONNABORTED', 'ETIMEDOUT'];

/** It ended in the middle of the request, or of the answer. */
const CUT = ['ECONNRESET', 'EPIPE', 'ERR_BAD_RESPONSE'];

const INSECURE = /CERT|SIGNATURE|SSL|TLS|EPROTO/;

/** A request without a response. */
interface NetworkError {
	code?: string;
	/** Otherwise no connection came about, so the request certainly did not leave. */
	isConnected: boolean;
}

export const isTimeout = (code = ''): boolean => TIMEOUT.includes(code);

export const isCut = (code = ''): boolean => CUT.includes(code);

/** A record of a connection that stood did not arrive whole: cut, not distrusted. */
const DAMAGED = /RECORD|DECRYPT/;

/** The other side was not trusted, so no request left. That does not pass by itself. */
export const isInsecure = (code = ''): boolean => INSECURE.test(code) && !DAMAGED.test(code);

/** The response broke off in the middle of its body. */
export class InterruptedResponse extends Error {
	/** @param received what had come of its body, where that is of use */
	constructor(
		readonly code: string,
		readonly received?: unknown,
	) {
		super('The response broke off');
	}

	/** @returns the error of the HTTP client itself where it is one, such as that of a request that was stopped */
	static from(error: unknown): unknown {
		if (networkErrorIn(error)) return error;
		const code = isRecord(error) ? text(error.code) : undefined;
		return new InterruptedResponse(
			isCut(code) || isTimeout(code) ? String(code) : 'ERR_BAD_RESPONSE',
		);
	}
}

/** A file on its way, and how far it came. */
interface SentFile {
	name: string;
	bytes: number;
	/** Bytes that the HTTP client had asked for. */
	sent: number;
}

/** A request ended before the last byte of a file had left: no server has the whole of it. */
export class BrokenUpload extends Error {
	/** @param code of the HTTP client */
	constructor(
		readonly code: string | undefined,
		readonly file: SentFile,
	) {
		super('The upload broke off');
	}
}

/**
 * The code of a request without a response, such as `ECONNRESET`, from the HTTP client or from the attempt's own deadline;
 * undefined for anything else. n8n wraps what the client threw, and keeps it as the cause.
 */
export function networkErrorIn(error: unknown): NetworkError | undefined {
	if (OWN.some((type) => error instanceof type)) {
		return { code: (error as { code?: string }).code, isConnected: true };
	}
	const chain = chainOf(error);
	const client = chain.find(({ isAxiosError }) => isAxiosError === true);
	if (!client) return undefined;
	const code = text(client.code);
	const isConnecting = chain.some(({ syscall }) => syscall === 'connect');
	return { code, isConnected: !isConnecting && !NO_CONNECTION.includes(code ?? '') };
}

/** Errors of the client itself: each is about a connection that stood. */
const OWN = [AttemptTimedOut, InterruptedResponse, BrokenUpload];

/** An error and its causes. Where several addresses were tried, the first attempt stands for all. */
function chainOf(error: unknown): Array<Record<string, unknown>> {
	const chain = new Set<Record<string, unknown>>();
	let at = error;
	while (isRecord(at) && !chain.has(at)) {
		chain.add(at);
		at = at.cause ?? (Array.isArray(at.errors) ? at.errors[0] : undefined);
	}
	return [...chain];
}
