import {
	UserError,
	type DeclarativeRestApiSettings,
	type IDataObject,
	type IExecutePaginationFunctions,
	type IHttpRequestMethods,
	type IHttpRequestOptions,
	type ILoadOptionsFunctions,
	type IPollFunctions,
} from 'n8n-workflow';

/** Name of the credential type that every request is signed with. */
export const CREDENTIAL = 'twelveLabsApi';

/** The n8n functions of whoever sends: an item of the node, a poll of the trigger, the search of a resource locator. */
type SendContext = IExecutePaginationFunctions | ILoadOptionsFunctions | IPollFunctions;

/** Lists and single entries come within a second; a poll or a list that hangs longer had better be told. */
const TIMEOUT_WITHOUT_ITEM_MS = 30_000;

/** What one call asks for. `path` is filled and encoded already, see `fillPath`. */
export interface ApiRequest {
	method: IHttpRequestMethods;
	path: string;
	query?: IDataObject;
	body?: IDataObject;
}

/** An answer. `body` is parsed JSON, text where it was no JSON, or '' where there was none. */
export interface ApiResponse {
	statusCode: number;
	headers: IDataObject;
	body: unknown;
}

/** How requests leave: n8n's functions, and what each request of the sender carries besides its own content. */
export interface Connection {
	context: SendContext;
	baseUrl: string;
	/** Headers and what the user set under Request Options: time limit, proxy, certificates, allowed domains. */
	settings: Partial<IHttpRequestOptions>;
}

/**
 * The connection of an item of the declarative node.
 * @param options what n8n made of `requestDefaults` and of the item's Request Options
 */
export function itemConnection(
	context: IExecutePaginationFunctions,
	options: DeclarativeRestApiSettings.HttpRequestOptions,
): Connection {
	const { headers, proxy, timeout, allowedDomains, skipSslCertificateValidation } = options;
	return {
		context,
		baseUrl: baseUrlOf(options.baseURL),
		settings: {
			headers,
			proxy,
			timeout,
			allowedDomains,
			skipSslCertificateValidation: Boolean(skipSslCertificateValidation),
		},
	};
}

/** The connection of a sender that has no item: address and key come from its credential alone. */
export async function credentialConnection(
	context: ILoadOptionsFunctions | IPollFunctions,
): Promise<Connection> {
	const { baseUrl } = await context.getCredentials<{ baseUrl?: string }>(CREDENTIAL);
	return {
		context,
		baseUrl: baseUrlOf(baseUrl),
		settings: { headers: { Accept: 'application/json' }, timeout: TIMEOUT_WITHOUT_ITEM_MS },
	};
}

/**
 * A trailing slash is forgiven: users paste addresses with and without it. A query, a fragment or a log-in would end up
 * in the middle of the address of each call, and make it another one.
 * @throws UserError when it is no plain web address. The value is not told: people paste keys into the wrong field
 */
function baseUrlOf(baseUrl = ''): string {
	const trimmed = baseUrl.trim().replace(/\/+$/, '');
	if (/^https?:\/\/[^/?#@]+(\/[^?#]*)?$/i.test(trimmed) && URL.canParse(trimmed)) return trimmed;
	throw new UserError('The Base URL of the credential is no web address', {
		description: 'Unless you use a gateway, it is https://api.twelvelabs.io/v1.3.',
	});
}
