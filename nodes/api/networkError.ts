import { isRecord, text } from './body';
import { AttemptTimedOut } from './deadline';

/** Nobody listens there, or nobody of that name. That there is no way there can also be said of a connection that stood. */
const NO_CONNECTION = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'];

/** The time limit of the request, or of the operating system. */
const TIMEOUT = ['ECONNABORTED', 'ETIMEDOUT'];

/** It ended in the middle of the request, or of the answer. */
const CUT = ['ECONNRESET', 'EPIPE', 'ERR_BAD_RESPONSE'];

const INSECURE = /CERT|SIGNATURE|SSL|TLS|EPROTO/;

/** No connection came about, so the request certainly did not leave. */
export const isNoConnection = (code = ''): boolean => NO_CONNECTION.includes(code);

export const isTimeout = (code = ''): boolean => TIMEOUT.includes(code);

export const isCut = (code = ''): boolean => CUT.includes(code);

/** The other side was not trusted. That does not pass by itself. */
export const isInsecure = (code = ''): boolean => INSECURE.test(code);

/**
 * The code of a request without a response, such as `ECONNRESET`, from the HTTP client or from the attempt's own deadline;
 * undefined for anything else. n8n wraps what the client threw, and keeps it as the cause.
 */
export function networkErrorIn(error: unknown): { code?: string } | undefined {
	if (error instanceof AttemptTimedOut) return { code: error.code };
	const seen = new Set<unknown>();
	for (let at: unknown = error; isRecord(at) && !seen.has(at); at = at.cause) {
		seen.add(at);
		if (at.isAxiosError === true) return { code: text(at.code) };
	}
	return undefined;
}
