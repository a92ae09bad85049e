import type { INodeProperties } from 'n8n-workflow';

import { DEFAULT_MAX_RATE_LIMIT_WAIT_S, MAX_RATE_LIMIT_WAIT } from '../../api/patience';

/** In the options of every operation: each of them can meet a rate limit. */
export const maxRateLimitWaitOption: INodeProperties = {
	displayName: MAX_RATE_LIMIT_WAIT,
	name: 'maxRateLimitWait',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: DEFAULT_MAX_RATE_LIMIT_WAIT_S,
	description:
		'How long a pause to accept when TwelveLabs asks for one because of its rate limits. 90 seconds is enough for a limit per minute. When a longer pause is asked for, the item stops and says when the limit resets.',
};
