import { errorOf } from '../nodes/api/errors/apiError';
import { ENDPOINTS } from '../nodes/api/endpoints';
import { stubConnection } from './stubConnection';

/** The error of a request that ended with a status of 400 or above. */
export function requestError(statusCode: number): Error {
	const kind =
		statusCode === 429 ? 'rateLimited' : statusCode >= 500 ? 'indeterminate' : 'rejected';
	return errorOf(
		stubConnection(() => ({})),
		{ endpoint: ENDPOINTS.indexedAssets.list },
		{ kind, response: { statusCode, headers: {}, body: '' }, limit: {} },
		{ count: 1 },
	);
}
