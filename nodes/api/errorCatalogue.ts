/** What a status means, in words for the user of a workflow. */
export interface Explanation {
	/** What happened. */
	message: string;
	/** What to do next. */
	next: string;
}

/** Statuses come first, codes second: the documentation gives codes no statuses, and its examples disagree on codes. */
const BY_STATUS: Readonly<Record<number, Explanation>> = {
	400: {
		message: 'TwelveLabs did not accept the request',
		next: 'Correct the value that TwelveLabs names, then run the node again.',
	},
	401: {
		message: 'TwelveLabs did not accept the API key',
		next: 'Keys expire and can be revoked. Copy a current key from the API keys page of the TwelveLabs dashboard into the credential of this node.',
	},
	403: {
		message: 'TwelveLabs does not allow this call for your account',
		next: 'Check that the plan of the account includes it and that TwelveLabs serves your region.',
	},
	404: {
		message: 'TwelveLabs could not find what the request names',
		next: 'Check the IDs. What was deleted, or belongs to another account than the API key, cannot be found either.',
	},
	409: {
		message: 'TwelveLabs cannot do this in the current state of the resource',
		next: 'Something else still uses it, or it is still being processed. Resolve that, then run the node again.',
	},
	410: {
		message: 'TwelveLabs no longer offers this call',
		next: 'Update the TwelveLabs package of your n8n, and check the API version in the Base URL of the credential.',
	},
	429: {
		message: 'TwelveLabs is receiving more requests than your plan allows',
		next: 'Wait until the limit resets, or run fewer items at a time. Plans differ in requests per minute and per day.',
	},
};

const REDIRECT: Explanation = {
	message: 'The Base URL leads to another address',
	next: 'Correct the Base URL in the credential. It is the API itself, by default https://api.twelvelabs.io/v1.3.',
};

const OTHER_CLIENT: Explanation = {
	message: 'TwelveLabs did not accept the request',
	next: 'Check the parameters of the node, then run it again.',
};

const SERVER: Explanation = {
	message: 'TwelveLabs could not process the request just now',
	next: 'This usually passes: run the node again in a few minutes. The request may have taken effect all the same, so look before you repeat one that creates something; for Index Asset, turn on Skip if Already Indexed under Options.',
};

/**
 * Words in TwelveLabs' own message that allow better advice than the status does.
 * Which status and code an asset that is not ready gives is undocumented, the words "being processed" are known.
 */
const BY_WORDS: ReadonlyArray<{ words: RegExp; next: string }> = [
	{
		words: /being processed/i,
		next: 'The asset is not ready yet. Turn on Wait for Asset under Options, or run the node again later.',
	},
];

/**
 * @param status HTTP status, 300 or above
 * @param said TwelveLabs' own message, if it gave one
 */
export function explain(status: number, said = ''): Explanation {
	const explanation = BY_STATUS[status] ?? byClass(status);
	const advice = BY_WORDS.find(({ words }) => words.test(said));
	return advice ? { ...explanation, next: advice.next } : explanation;
}

function byClass(status: number): Explanation {
	if (status < 400) return REDIRECT;
	return status < 500 ? OTHER_CLIENT : SERVER;
}
