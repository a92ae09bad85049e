import type { NodeApiError } from 'n8n-workflow';

import { advise, detailsOf, hasStatus } from '../../../api/errors/details';

/**
 * Statuses, apart from those of a wrong value, under which the plan may have no room for another entity: which one TwelveLabs uses
 * is undocumented. Both may also concern the account as a whole.
 */
export const MAY_BE_THE_PLAN = [402, 403];

export const FREE_PLAN = 'The Free plan has 15 entities, samples included.';

/** Adds how many entities a plan has, where that may be the reason. */
export const explainPlan = (error: NodeApiError): NodeApiError =>
	hasStatus(error, MAY_BE_THE_PLAN)
		? advise(error, `${detailsOf(error).next} ${FREE_PLAN}`)
		: error;
