import type { Connection } from '../client/connection';
import { pause } from '../client/pause';
import type { ApiRequest } from '../client/request';
import { Retry } from '../client/retry';
import { read } from '../client/send';
import { factsOf, isOfRequest, type RequestError } from '../errors/facts';

/** With the waits of `Retry`, about two minutes: a line that comes back by itself does so by then. */
export const OUTAGE_REPEATS = 7;

/** Whether an error of TwelveLabs may be over in a minute: an upload of hours does not end by it. */
export function isOutage(error: unknown): error is RequestError {
	if (!isOfRequest(error)) return false;
	const { passes, effect, isUnreachable } = factsOf(error);
	return passes || isUnreachable || effect === 'unclear';
}

/**
 * Like `read`, for what may be sent twice, and has two minutes more.
 * @throws NodeApiError as `send`
 */
export async function readThroughOutage<T extends object>(
	connection: Connection,
	request: ApiRequest,
): Promise<T> {
	const retry = new Retry('idempotent', Infinity, OUTAGE_REPEATS);
	for (;;) {
		const result = await read<T>(connection, request).catch(orOutage);
		if (!(result instanceof Error)) return result;
		const wait = retry.after('indeterminate');
		if (wait === undefined) throw result;
		await pause(wait, connection.cancel);
	}
}

const orOutage = async (error: unknown): Promise<RequestError> =>
	isOutage(error) ? error : await Promise.reject<never>(error);
