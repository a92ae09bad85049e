import { createHash } from 'crypto';
import {
	type DeclarativeRestApiSettings,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type IExecutePaginationFunctions,
	type IHttpRequestMethods,
	type IHttpRequestOptions,
	type ILoadOptionsFunctions,
	type IPollFunctions,
} from 'n8n-workflow';

import { asNumber, invalid } from '../../shared/parameters';
import { apiKeyOf } from './apiKey';
import { baseUrlOf } from './baseUrl';
import { EDITOR_PATIENCE, itemPatience, POLL_PATIENCE, type Patience } from './timeLimits';

/** Name of the credential type that every request is signed with. */
export const CREDENTIAL = 'twelveLabsApi';

/** The n8n functions of whoever sends: an item of the node, a poll of the trigger, the search of a resource locator. */
type SendContext = IExecutePaginationFunctions | ILoadOptionsFunctions | IPollFunctions;

/** Lists and single entries come within a second; a poll or a list that hangs longer had better be told. */
const TIMEOUT_WITHOUT_ITEM_MS = 30_000;

/**
 * TwelveLabs counts requests by category (docs.twelvelabs.io/docs/get-started/rate-limits). `other` is what stands in none of
 * them, such as every GET: a quota of indexing that is used up must not stop them.
 */
type Category = 'index' | 'other';

/** What one call asks for. `path` is filled and encoded already, see `fillPath`. */
export interface ApiRequest {
	method: IHttpRequestMethods;
	path: string;
	query?: IDataObject;
	body?: IDataObject;
	/** `other` where it is not said. */
	category?: Category;
	/** IDs that the answer repeats, by field, where the request is about one resource: another one's answer is none. */
	names?: Readonly<Record<string, string>>;
}

/** An answer. `body` is parsed JSON, text where it was no JSON, or '' where there was none. */
export interface ApiResponse {
	statusCode: number;
	headers: IDataObject;
	body: unknown;
	/** The body was larger than anything of TwelveLabs, and was not read to its end. */
	isTooLarge?: true;
}

/** How requests leave: n8n's functions, and what each request of the sender carries besides its own content. */
export interface Connection {
	context: SendContext;
	baseUrl: string;
	/** As n8n decrypted it for this sender, since its expressions may differ from item to item. The key is the one that is sent. */
	credential: ICredentialDataDecryptedObject;
	/** Stands for the Base URL and the API key, and tells neither key nor secret: what has the same shares its quotas. */
	account: string;
	/** Senders of one lane are served in order; lanes take turns. */
	lane: string;
	/** Stands for one run of the node: n8n hands the same object to all of its items. Undefined where there are no items. */
	run?: object;
	/** Called when a request leaves. */
	onSend?: () => void;
	patience: Patience;
	/** When all waits are over, and every request soon after, on the clock of `performance.now`; undefined for never. */
	endsAt?: number;
	/** Fires when the user stops the execution. */
	cancel?: AbortSignal;
	/** What the user set under Request Options: time limit, proxy, certificates. */
	settings: Partial<IHttpRequestOptions>;
}

/**
 * The connection of an item of the declarative node.
 * @param request what n8n made of the item's Request Options
 * @param options what the user chose under Options
 */
export async function itemConnection(
	context: IExecutePaginationFunctions,
	request: DeclarativeRestApiSettings.HttpRequestOptions,
	options: IDataObject,
): Promise<Connection> {
	const { proxy, timeout, skipSslCertificateValidation } = request;
	const patience = itemPatience(options);
	return {
		...(await accountOf(context)),
		context,
		patience,
		lane: context.getExecutionId(),
		run: context.getExecuteData(),
		cancel: context.getExecutionCancelSignal(),
		settings: {
			proxy,
			timeout: timeout && timeLimit(timeout),
			skipSslCertificateValidation: Boolean(skipSslCertificateValidation),
		},
	};
}

/** Timeout of the Request Options: an expression may give text, which would be appended to a time in place of added. */
function timeLimit(timeout: unknown): number {
	const ms = asNumber('Timeout', timeout);
	if (ms <= 0) throw invalid('Timeout', timeout, 'is not more than 0');
	return ms;
}

/** The connection of a poll. Its lane is the trigger, which polls one after the other. */
export async function pollConnection(context: IPollFunctions): Promise<Connection> {
	return {
		...(await withoutItem(context)),
		lane: `${context.getWorkflow().id} ${context.getNode().id}`,
		patience: POLL_PATIENCE,
	};
}

/** The connection of a resource locator's list. */
export async function editorConnection(context: ILoadOptionsFunctions): Promise<Connection> {
	return { ...(await withoutItem(context)), lane: 'editor', patience: EDITOR_PATIENCE };
}

/** A sender that has no item: address and key come from its credential alone. */
async function withoutItem(context: ILoadOptionsFunctions | IPollFunctions) {
	return {
		...(await accountOf(context)),
		context,
		settings: { timeout: TIMEOUT_WITHOUT_ITEM_MS },
	};
}

/** n8n reads the credential from its database each time, so each sender does it once, for all its requests. */
async function accountOf(context: SendContext) {
	const credential = await context.getCredentials<ICredentialDataDecryptedObject>(CREDENTIAL);
	const baseUrl = baseUrlOf(credential.baseUrl);
	const apiKey = apiKeyOf(credential.apiKey);
	const key = createHash('sha256').update(apiKey).digest('base64');
	return { baseUrl, credential: { ...credential, apiKey }, account: `${baseUrl} ${key}` };
}
