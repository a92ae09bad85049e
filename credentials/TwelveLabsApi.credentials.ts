import type {
	IAuthenticateGeneric,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	INodeProperties,
} from 'n8n-workflow';

import { NOT_IN_A_KEY } from '../nodes/api/apiKey';

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
			description: 'Copy it from the API keys page of the TwelveLabs dashboard',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.twelvelabs.io/v1.3',
			description: 'Change it only to reach TwelveLabs through a gateway, or for a test server',
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
			baseURL: '={{$credentials.baseUrl.trim().replace(/\\/+$/, "")}}',
			url: '/indexes',
			qs: { page: 1, page_limit: 1 },
			// The API redirects nowhere, and following one would hand the key to another host.
			disableFollowRedirect: true,
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						'TwelveLabs did not accept this API key. Keys expire and can be revoked: copy a current one from the API keys page of the TwelveLabs dashboard.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 404,
					message:
						'There is no TwelveLabs API at this Base URL. It ends in the API version, for example https://api.twelvelabs.io/v1.3.',
				},
			},
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
