import type { IHttpRequestOptions, INode, IPollFunctions } from 'n8n-workflow';

import type { Connection } from '../nodes/api/client/connection';
import { POLL_LIMITS } from '../nodes/api/client/timeLimits';

interface StubResponse {
	statusCode?: number;
	headers?: object;
	body?: unknown;
}

let accounts = 0;

/** A connection, with an account of its own, whose requests are answered here in place of a server. */
export function stubConnection(
	respond: (options: IHttpRequestOptions) => StubResponse,
	more: Partial<Connection> = {},
): Connection {
	const context = {
		getNode: () => ({ name: 'TwelveLabs', typeVersion: 1 }),
		getTimezone: () => 'Etc/UTC',
		logger: { info: () => {} },
		helpers: {
			httpRequestWithAuthentication: async (_credential: string, options: IHttpRequestOptions) => ({
				statusCode: 200,
				headers: {},
				...respond(options),
			}),
		},
	};
	return {
		context: context as unknown as IPollFunctions,
		node: context.getNode() as INode,
		baseUrl: 'http://twelvelabs.test',
		credential: {},
		account: `stub ${accounts++}`,
		queueKey: '1',
		timeLimits: POLL_LIMITS,
		settings: {},
		...more,
	};
}
