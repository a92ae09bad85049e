import { UserError } from 'n8n-workflow';

import { INVISIBLE, shortText, withoutInvisible } from '../plainText';

/** Where TwelveLabs is. */
export const DEFAULT_BASE_URL = 'https://api.twelvelabs.io/v1.3';

const HAS_SCHEME = /^[a-z][a-z\d+.-]*:\/\//i;

/** `api.example.com/v1.3`, `localhost:3000`. A key that was pasted here must not be read as a host, and be resolved. */
const LOOKS_LIKE_HOST = /^(?:[\w-]+(?:\.[\w-]+)+(?::\d+)?|[\w-]+:\d+|localhost)(?:\/|$)/i;

/** A query, a fragment or a log-in would end up in the middle of the address of each call, and make it another one. */
const PLAIN_ADDRESS = /^https?:\/\/[^/?#@\s]+(?:\/[^?#\s]*)?$/i;

/**
 * The same as `baseUrlOf` for the test of the credential, which n8n runs itself. What is no web address stays as it is, and
 * n8n refuses it.
 */
export const BASE_URL_EXPRESSION = `={{ (String($credentials.baseUrl ?? "").replace(${String(INVISIBLE)}, "").trim() || "${DEFAULT_BASE_URL}").replace(/^(?=${LOOKS_LIKE_HOST.source.slice(1)})/i, "https://").replace(/(?<!\\/)\\/+$/, "") }}`;

/**
 * The Base URL of a credential, without a slash at its end: users paste addresses with and without it. An empty one is the
 * default, one without a scheme gets https.
 * @throws UserError when it is no plain web address. The message leaves the value out: a key may be in the wrong field
 */
export function baseUrlOf(value: unknown): string {
	const text = withoutInvisible(typeof value === 'string' ? value : shortText(value ?? '')).trim();
	if (text === '') return DEFAULT_BASE_URL;
	const address = !HAS_SCHEME.test(text) && LOOKS_LIKE_HOST.test(text) ? `https://${text}` : text;
	const trimmed = withoutSlashes(address);
	if (PLAIN_ADDRESS.test(trimmed) && URL.canParse(trimmed)) return trimmed;
	throw new UserError('The Base URL of the credential is no web address', {
		description: `Unless you use a gateway, it is ${DEFAULT_BASE_URL}.`,
	});
}

/** Not by a regular expression, which takes quadratic time where slashes stand elsewhere. */
function withoutSlashes(address: string): string {
	let end = address.length;
	while (address.endsWith('/', end)) end--;
	return address.slice(0, end);
}
