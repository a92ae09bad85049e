import type { UserError } from 'n8n-workflow';

import { apiKeyOf } from '../../../nodes/api/client/apiKey';

test('a key is sent without the white space and invisible characters that pasting brings along', () => {
	expect(apiKeyOf(' tlk_1A~!\n\u200b\u00a0')).toBe('tlk_1A~!');
});

test('a key that an expression made a number is sent as text', () => {
	expect(apiKeyOf(12345)).toBe('12345');
});

test.each([undefined, null, '', ' \n', 'ключ'])('%p is no key', (apiKey) => {
	expect(() => apiKeyOf(apiKey)).toThrow('The API Key of the credential is empty');
});

test('a key is sent as a whole, however long it is', () => {
	const key = `tlk_${'x'.repeat(10_000)}`;
	expect(apiKeyOf(key)).toBe(key);
});

test('where there is no key, it is said where to get one', () => {
	let error: unknown;
	try {
		apiKeyOf('');
	} catch (thrown) {
		error = thrown;
	}
	expect((error as UserError).description).toContain('API keys page');
});
