import type { UserError } from 'n8n-workflow';

import { isWebAddress, webAddress } from '../../nodes/shared/webAddress';

const EXAMPLE = 'https://example.com/keynote.mp4';

test.each(['https://host/a.mp4', 'http://host', 'HTTPS://host/a?b=c'])('%s is one', (url) => {
	expect(isWebAddress(url)).toBe(true);
	expect(webAddress('URL', ` ${url}\n`, EXAMPLE)).toBe(url);
});

test.each([
	'',
	'host/a.mp4',
	'ftp://host',
	'x https://host',
	'https://',
	'file:///a.mp4',
	'x:https://host',
])('%j is none, and the message names an example', (url) => {
	expect(isWebAddress(url)).toBe(false);
	let error: unknown;
	try {
		webAddress('URL', url, EXAMPLE);
	} catch (thrown) {
		error = thrown;
	}
	expect((error as UserError).message).toMatch(/^URL: .*is not a web address$/);
	expect((error as UserError).description).toContain(EXAMPLE);
});
