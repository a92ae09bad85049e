import { NodeApiError } from 'n8n-workflow';

/** What an item carries about an unsuccessful request, beside the message, on the error output. */
export interface ApiErrorDetails {
	/** Status of the response, absent where there was none. `status` is TwelveLabs' own, of an asset or an indexed asset. */
	httpStatus?: number;
	/** TwelveLabs' code, such as `parameter_invalid`, or the network's, such as `ECONNREFUSED`. */
	code?: string;
	/** TwelveLabs' own words. */
	message?: string;
	/** What to do next. */
	next: string;
	/** Names the request to TwelveLabs' support. */
	traceId?: string;
	/** When a used-up quota resets, as ISO text, such as a Wait node takes it. */
	resetsAt?: string;
	/** How often the request was made, where that was more than once. */
	attempts?: number;
	/** Of a streamed answer that broke off: what came before the cut. */
	text?: string;
}

/** Sets the details of an error, and the description that n8n shows of them. */
export function setDetails(error: NodeApiError, details: ApiErrorDetails): void {
	error.context.details = details;
	error.description = describe(details);
}

export const detailsOf = ({ context }: NodeApiError) => (context.details ?? {}) as ApiErrorDetails;

/** Whether the response to a request had one of these statuses. */
export const hasStatus = (error: NodeApiError, statuses: readonly number[]): boolean =>
	statuses.includes(detailsOf(error).httpStatus ?? 0);

const CONFLICT = 409;

/** Whether the state of something forbids what was asked. */
export const isConflict = (error: unknown): error is NodeApiError =>
	error instanceof NodeApiError && hasStatus(error, [CONFLICT]);

/** Puts advice that only the operation can give in the place of the general one. */
export function advise(error: NodeApiError, next: string): NodeApiError {
	setDetails(error, { ...detailsOf(error), next });
	return error;
}

/** TwelveLabs' words first, since they are the most precise, then the way on. */
function describe({ code, message, next, traceId, attempts }: ApiErrorDetails): string {
	const said = message ? `TwelveLabs says: ${asSentence(message)}` : '';
	const reference = [
		attempts && `tried ${attempts} times`,
		code && `code ${code}`,
		traceId && `trace ID ${traceId}`,
	].filter(Boolean);
	return [said, next, reference.length > 0 ? `(${reference.join(', ')})` : '']
		.filter(Boolean)
		.join(' ');
}

/** Ends in one full stop. */
function asSentence(message: string): string {
	const words = message.trimEnd();
	return words.endsWith('.') ? words : `${words}.`;
}
