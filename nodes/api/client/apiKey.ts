import { UserError } from 'n8n-workflow';

import { shortText } from '../plainText';

/**
 * What is no part of a key: all but visible ASCII. Pasted text brings white space and invisible characters along, and an HTTP
 * header holds neither. The credential signs with the same expression, so every request is signed with the same key.
 */
export const NOT_IN_A_KEY = /[^!-~]/g;

/**
 * The key as it is sent, which is also what is redacted.
 * @param apiKey of the credential
 * @throws UserError when nothing is left of it
 */
export function apiKeyOf(apiKey: unknown): string {
	const text = typeof apiKey === 'string' ? apiKey : shortText(apiKey ?? '');
	const key = text.replace(NOT_IN_A_KEY, '');
	if (key !== '') return key;
	throw new UserError('The API Key of the credential is empty', {
		description: 'Copy the key from the API keys page of the TwelveLabs dashboard.',
	});
}
