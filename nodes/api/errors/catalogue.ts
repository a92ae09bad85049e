import type { Flaw } from '../client/flaw';
import { text } from '../body';
import { CODES } from './codes';
import type { CodeEntry, Explanation } from './explanation';
import { isCut, isInsecure, isTimeout } from './networkError';

/** A rate limit. Where the answer says more about it, `explainLimit` does too. */
export const TOO_MANY_REQUESTS: Explanation = {
	message: 'TwelveLabs is receiving more requests than your plan allows',
	next: 'Wait until the limit resets, or ask TwelveLabs for a larger plan. Plans differ in requests per minute and per day.',
};

/** Of all statuses the one that every code refines. */
const BAD_REQUEST = 400;

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

/** Statuses come first, codes second: the documentation gives codes no statuses, and its examples disagree on codes. */
const BY_STATUS: Readonly<Record<number, Explanation>> = {
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

const LOOK_FIRST =
	'The request may have taken effect all the same, so look before you repeat one that creates something.';

const USUALLY_PASSES = 'This usually passes: try again in a few minutes.';

const CHECK_NETWORK =
	'Where it happens again and again, check network, proxy and firewall of this n8n.';

const SERVER: Explanation = {
	message: 'TwelveLabs could not process the request just now',
	next: `This usually passes: run the node again in a few minutes. ${LOOK_FIRST}`,
};

/** A 404 that does not come from TwelveLabs itself. */
const NO_API_HERE: Explanation = {
	message: 'There is no TwelveLabs API at the Base URL',
	next: 'Check the Base URL in the credential, by default https://api.twelvelabs.io/v1.3, and whether a proxy answers in its place.',
};

/**
 * A request without any answer.
 * @param host where it went
 * @param isOfItem otherwise the trigger or a list asked, which only read and have no Request Options
 */
export function explainNoAnswer(
	code: string | undefined,
	host: string,
	isOfItem: boolean,
): Explanation {
	if (isTimeout(code)) {
		return {
			message: `TwelveLabs at ${host} did not answer in time`,
			next: isOfItem
				? `${LOOK_FIRST} Timeout under Settings > Request Options sets how long the node waits.`
				: `${USUALLY_PASSES} ${CHECK_NETWORK}`,
		};
	}
	if (isInsecure(code)) {
		return {
			message: `No secure connection to TwelveLabs at ${host} can be made`,
			next: 'Check that the Base URL in the credential begins with https:// only where the server offers it, and that this n8n trusts its certificate.',
		};
	}
	if (isCut(code)) {
		return {
			message: `The connection to TwelveLabs at ${host} was cut`,
			next: `${isOfItem ? LOOK_FIRST : USUALLY_PASSES} ${CHECK_NETWORK}`,
		};
	}
	return {
		message: `TwelveLabs at ${host} cannot be reached`,
		next: 'Check the Base URL in the credential, and that this n8n may connect to it: network, proxy, firewall.',
	};
}

/** A 2xx that is not the answer to the request. */
export function explainFlaw(flaw: Flaw, host: string, status: number): Explanation {
	if (flaw.kind === 'other') {
		return {
			message: `TwelveLabs answered about ${flaw.got} in place of ${flaw.asked}`,
			next: `${LOOK_FIRST} Check whether a proxy or a cache stands between this n8n and TwelveLabs: it may mix up responses.`,
		};
	}
	if (flaw.kind === 'reported') {
		return {
			message: `TwelveLabs answered ${status}, but did not confirm the request`,
			next: `${LOOK_FIRST} Then correct what TwelveLabs names, or run the node again in a few minutes.`,
		};
	}
	return {
		message: `The answer from ${host} does not come from TwelveLabs`,
		next: 'Check the Base URL in the credential, and whether a proxy or a firewall answers in its place.',
	};
}

/** A response that is larger than anything that TwelveLabs sends. */
export const explainTooLarge = (host: string): Explanation => ({
	message: `The response from ${host} is too large`,
	next: `Check the Base URL in the credential, and whether something else answers in place of TwelveLabs. Where it is Get with Embeddings, choose fewer of them. ${LOOK_FIRST}`,
});

/** What a response with a status of 300 or above states. */
interface Rejection {
	status: number;
	/** TwelveLabs' code, in any case: the documentation writes most of them in lower case, its examples some in upper. */
	code?: string;
	/** Whether the body was one of TwelveLabs' own. */
	fromTwelveLabs: boolean;
}

/** The status decides; a code refines it where it fits. A code that is not in the catalogue changes nothing. */
export function explain({ status, code, fromTwelveLabs }: Rejection): Explanation {
	if (status === 404 && !fromTwelveLabs) return NO_API_HERE;
	return byCode(status, code) ?? BY_STATUS[status] ?? byClass(status);
}

/**
 * What a text means when it names a code: the form in which TwelveLabs states why indexing did not succeed is undocumented.
 * @returns undefined where the text names none
 */
export function explainReason(reason: unknown): Explanation | undefined {
	const code = text(reason)
		?.match(CODE)
		?.find((name) => byCode(BAD_REQUEST, name));
	return byCode(BAD_REQUEST, code);
}

/** Begins at the begin of a word only, so that it reads each word once. */
const CODE = /(?<![a-z])[a-z]+(?:_[a-z]+)+/gi;

function byCode(status: number, code = ''): Explanation | undefined {
	const name = code.toLowerCase();
	const entry = Object.hasOwn(CODES, name) ? CODES[name] : undefined;
	if (!entry || !fits(entry, status)) return undefined;
	return 'sameAs' in entry ? BY_STATUS[entry.sameAs] : entry;
}

/**
 * A code counts where the status leaves the reason open: 400, and each 4xx that has no words of its own. Where the
 * status has them, only a code that names this status is more precise. Otherwise the two contradict each other, and the
 * status is the safer of the two: HTTP defines it, a gateway may have set it over an older body, and what n8n and this
 * package do next (retry, stop, go on) follows the status. So `api_key_invalid` with 500 does not advise a new key.
 */
const fits = ({ also }: CodeEntry, status: number): boolean =>
	also?.includes(status) === true ||
	status === BAD_REQUEST ||
	(status > BAD_REQUEST && status < 500 && !(status in BY_STATUS));

function byClass(status: number): Explanation {
	if (status < 400) return REDIRECT;
	return status < 500 ? OTHER_CLIENT : SERVER;
}
