import type { Flaw } from '../client/flaw';
import { text } from '../body';
import { CODES } from './codes';
import type { CodeEntry, Explanation } from './explanation';
import { isCut, isInsecure, isTimeout } from './networkError';
import { BY_STATUS, explainStatus, LOOK_FIRST } from './statuses';

/** Of all statuses the one that every code refines. */
const BAD_REQUEST = 400;

const USUALLY_PASSES = 'This usually passes: try again in a few minutes.';

const CHECK_NETWORK =
	'Where it happens again and again, check network, proxy and firewall of this n8n.';

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

/**
 * The status decides: the documentation gives codes no statuses, and its examples disagree on codes. A code refines it where
 * it fits; one that is not in the catalogue changes nothing.
 */
export function explain({ status, code, fromTwelveLabs }: Rejection): Explanation {
	if (status === 404 && !fromTwelveLabs) return NO_API_HERE;
	return byCode(status, code) ?? explainStatus(status);
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
