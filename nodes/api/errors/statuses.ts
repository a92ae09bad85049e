import type { Explanation } from './explanation';

/** A rate limit. Where the answer says more about it, `explainLimit` does too. */
export const TOO_MANY_REQUESTS: Explanation = {
	message: 'TwelveLabs is receiving more requests than your plan allows',
	next: 'Wait until the limit resets, or ask TwelveLabs for a larger plan. Plans differ in requests per minute and per day.',
};

/** Not there. Some calls declare no 404, and have a code of the same meaning with 400. */
export const NOT_FOUND: Explanation = {
	message: 'TwelveLabs could not find what the request names',
	next: 'Check the IDs. What was deleted, or belongs to another account than the API key, cannot be found either.',
};

/** The state that something is in. */
export const CONFLICT: Explanation = {
	message: 'TwelveLabs cannot do this in the current state of the resource',
	next: 'Something else still uses it, or it is still being processed. Resolve that, then run the node again.',
};

/** Of everything that is wrong with a value. */
export const NOT_ACCEPTED = 'TwelveLabs did not accept the request';

/** Statuses with words of their own. */
export const BY_STATUS: Readonly<Record<number, Explanation>> = {
	400: {
		message: NOT_ACCEPTED,
		next: 'Correct the value that TwelveLabs names, then run the node again.',
	},
	401: {
		message: 'TwelveLabs did not accept the API key',
		next: 'Keys expire and can be revoked. Copy a current key from the API keys page of the TwelveLabs dashboard into the credential of this node, without quotes or "Bearer".',
	},
	402: {
		message: 'The credit of your TwelveLabs account is used up',
		next: 'Check the payment method in the TwelveLabs dashboard or write to sales@twelvelabs.io, then run the node again.',
	},
	403: {
		message: 'TwelveLabs does not allow this call for your account',
		next: 'Check that the plan of the account includes it and that TwelveLabs serves your region.',
	},
	404: NOT_FOUND,
	409: CONFLICT,
	410: {
		message: 'TwelveLabs no longer offers this call',
		next: 'Update the TwelveLabs package of your n8n, and check the API version in the Base URL of the credential.',
	},
	429: TOO_MANY_REQUESTS,
};

const REDIRECT: Explanation = {
	message: 'The Base URL leads to another address',
	next: 'Correct the Base URL in the credential. It is the API itself, by default https://api.twelvelabs.io/v1.3.',
};

const OTHER_CLIENT: Explanation = {
	message: NOT_ACCEPTED,
	next: 'Check the parameters of the node, then run it again.',
};

export const LOOK_FIRST =
	'The request may have taken effect all the same, so look before you repeat one that creates something.';

const SERVER: Explanation = {
	message: 'TwelveLabs could not process the request just now',
	next: `This usually passes: run the node again in a few minutes. ${LOOK_FIRST}`,
};

/** What a status of 300 or above says by itself. */
export const explainStatus = (status: number): Explanation => BY_STATUS[status] ?? byClass(status);

function byClass(status: number): Explanation {
	if (status < 400) return REDIRECT;
	return status < 500 ? OTHER_CLIENT : SERVER;
}
