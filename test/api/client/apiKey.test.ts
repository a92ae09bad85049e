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
