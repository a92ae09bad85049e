import type {
	IAuthenticateGeneric,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	INodeProperties,
} from 'n8n-workflow';

import { NOT_IN_A_KEY } from '../nodes/api/client/apiKey';
import { BASE_URL_EXPRESSION, DEFAULT_BASE_URL } from '../nodes/api/client/baseUrl';
import { explainStatus } from '../nodes/api/errors/statuses';

/** What n8n shows in the place of a status text such as Unauthorized. */
const forStatus = (value: number, message: string) => ({
	type: 'responseCode',
	properties: { value, message },
});

/** The key and address of a TwelveLabs account; the HTTP Request node can use it too. */
export class TwelveLabsApi implements ICredentialType {
	name = 'twelveLabsApi';

	displayName = 'TwelveLabs API';

	icon: Icon = {
		light: 'file:../icons/twelvelabs.svg',
		dark: 'file:../icons/twelvelabs.dark.svg',
	};

	documentationUrl = 'https://docs.twelvelabs.io/docs/get-started/quickstart';

	httpRequestNode = {
		name: 'TwelveLabs',
		docsUrl: 'https://docs.twelvelabs.io/api-reference/introduction',
		apiBaseUrl: 'https://api.twelvelabs.io/v1.3/',
	};

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'From the API keys page of the TwelveLabs dashboard, without quotes or "Bearer"',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: DEFAULT_BASE_URL,
			description:
				'Change it only to reach TwelveLabs through a gateway, or for a test server. ENOTFOUND, ECONNREFUSED or ERR_INVALID_URL in the test of the credential mean that nothing answers at this address.',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: {
			headers: {
				// The same as `apiKeyOf`: what signs a request is what is redacted from its response.
				'x-api-key': `={{String($credentials.apiKey ?? "").replace(${String(NOT_IN_A_KEY)}, "")}}`,
			},
		},
	};

	// The smallest call that needs a key: no side effect, and an empty account answers it too.
	test: ICredentialTestRequest = {
		request: {
			baseURL: BASE_URL_EXPRESSION,
			url: '/indexes',
			qs: { page: 1, page_limit: 1 },
			// The API redirects nowhere, and following one would hand the key to another host.
			disableFollowRedirect: true,
		},
		rules: [
			forStatus(
				401,
				'TwelveLabs did not accept this API key. Paste it without quotes and without "Bearer". Keys expire and can be revoked: copy a current one from the API keys page of the TwelveLabs dashboard.',
			),
			forStatus(
				404,
				'There is no TwelveLabs API at this Base URL. It ends in the API version, for example https://api.twelvelabs.io/v1.3.',
			),
			...[301, 302, 307, 308, 402, 403, 410, 429, 500, 502, 503, 504].map((status) => {
				const { message, next } = explainStatus(status);
				return forStatus(status, `${message}. ${next}`);
			}),
			{
				// A gateway's log-in page comes with status 200 as well. Every list of TwelveLabs has `data`.
				type: 'responseSuccessBody',
				properties: {
					key: 'data',
					value: undefined,
					message:
						'What answers at this Base URL is not TwelveLabs: a gateway or a proxy, perhaps with a log-in page.',
				},
			},
			// n8n goes through rules of both kinds, its type allows but one.
		] as ICredentialTestRequest['rules'],
	};
}
