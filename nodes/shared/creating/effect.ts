import { NodeApiError } from 'n8n-workflow';

import type { Connection } from '../../api/client/connection';
import { factsOf } from '../../api/errors/facts';

/** Whether a request that is not to be made twice has had its effect. */
export type Effect = 'none' | 'unclear' | 'done';

/**
 * Makes a request that is not to be made twice, and reports its effect while it is under way: where the execution is stopped
 * meanwhile, the last report is what is certain.
 * @param onEffect is never called with `done`, since an answer may be none
 * @param make is given the connection to send with
 */
export async function withEffect<T>(
	connection: Connection,
	onEffect: (effect: Effect) => void,
	make: (connection: Connection) => Promise<T>,
): Promise<T> {
	const onUnderWay = (isUnderWay: boolean) => onEffect(isUnderWay ? 'unclear' : 'none');
	try {
		return await make({ ...connection, onUnderWay });
	} catch (error) {
		// What is no error of a request ended it before it left, or is the stop.
		const isClear = error instanceof NodeApiError ? factsOf(error).effect === 'none' : true;
		if (isClear && connection.cancel?.aborted !== true) onEffect('none');
		return await Promise.reject(error);
	}
}
