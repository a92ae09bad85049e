import type { INodeProperties } from 'n8n-workflow';

import { DEFAULT_MAX_RATE_LIMIT_WAIT_S, MAX_RATE_LIMIT_WAIT } from '../api/client/timeLimits';

/** In the options of whatever sends requests of its own: each of them can meet a rate limit. */
export const maxRateLimitWaitOption: INodeProperties = {
	displayName: MAX_RATE_LIMIT_WAIT,
	name: 'maxRateLimitWait',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: DEFAULT_MAX_RATE_LIMIT_WAIT_S,
	description:
		'Longest pause for a rate limit. 90 seconds cover limits per minute; beyond that the item stops and says until when.',
};
