import type { INode } from 'n8n-workflow';

import { allowedDomains } from '../../../nodes/api/client/allowedDomains';
import { stubConnection } from '../../stubConnection';

const allowed = (credential: object) =>
	allowedDomains(
		stubConnection(() => ({}), {
			node: { name: 'TwelveLabs' } as INode,
			credential: { ...credential },
			baseUrl: 'https://api.example.test/v1.3',
		}),
	);

test('a credential that restricts nothing allows all domains', () => {
	expect(allowed({})).toBeUndefined();
	expect(allowed({ allowedHttpRequestDomains: 'all' })).toBeUndefined();
});

test('what a credential restricts for other nodes keeps no request from its own address', () => {
	expect(allowed({ allowedHttpRequestDomains: 'none' })).toBeUndefined();
	expect(allowed({ allowedHttpRequestDomains: 'domains' })).toBe('api.example.test');
});
