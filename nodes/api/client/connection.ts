import { createHash } from 'crypto';
import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	IExecutePaginationFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	INode,
	IPollFunctions,
	ISupplyDataFunctions,
} from 'n8n-workflow';

import { apiKeyOf } from './apiKey';
import { baseUrlOf } from './baseUrl';
import { EDITOR_LIMITS, POLL_LIMITS, type TimeLimits } from './timeLimits';

/** Name of the credential type that every request is signed with. */
export const CREDENTIAL = 'twelveLabsApi';

/** n8n's functions for a sender: an item of the node, a poll of the trigger, the search of a resource locator, a sub-node. */
type SendContext =
	| IExecuteFunctions
	| IExecutePaginationFunctions
	| ILoadOptionsFunctions
	| IPollFunctions
	| ISupplyDataFunctions;

/** Lists and single entries come within a second; one that hangs longer is better ended with a message. */
const TIMEOUT_WITHOUT_ITEM_MS = 30_000;

/** Request Options, in the terms of n8n's HTTP client. */
export type RequestSettings = Pick<
	IHttpRequestOptions,
	'proxy' | 'timeout' | 'skipSslCertificateValidation'
>;

/** How requests leave: n8n's functions, and what each request of the sender carries besides its own content. */
export interface Connection {
	context: SendContext;
	/** The node that sends. n8n copies it each time that it is asked for. */
	node: INode;
	baseUrl: string;
	/** As n8n decrypted it for this sender, since its expressions may differ from item to item. The key is the one that is sent. */
	credential: ICredentialDataDecryptedObject;
	/** Stands for the Base URL and the API key, and shows neither: connections of the same account share its quotas. */
	account: string;
	/** Requests of one key leave in order, and the keys take turns. */
	queueKey: string;
	/** Stands for one run of the node: n8n hands the same object to all of its items. Undefined where there are no items. */
	run?: object;
	/** Called when a request leaves. */
	onSend?: () => void;
	/**
	 * Called with true when TwelveLabs may have the whole of a request, with false when that certainly had no effect. In between,
	 * and after the end of a request that was stopped, it is unclear.
	 */
	onUnderWay?: (isUnderWay: boolean) => void;
	timeLimits: TimeLimits;
	/** When all waits are over, and every request soon after, on the clock of `performance.now`; undefined for never. */
	endsAt?: number;
	/** Fires when the user stops the execution. */
	cancel?: AbortSignal;
	/** What the user set under Request Options. */
	settings: RequestSettings;
}

/** The connection of a poll. A trigger polls one after the other, so its polls share a key. */
export async function pollConnection(context: IPollFunctions): Promise<Connection> {
	return {
		...(await withoutItem(context)),
		queueKey: `${context.getWorkflow().id} ${context.getNode().id}`,
		timeLimits: POLL_LIMITS,
	};
}

/** The connection of a resource locator's list. */
export async function editorConnection(context: ILoadOptionsFunctions): Promise<Connection> {
	return { ...(await withoutItem(context)), queueKey: 'editor', timeLimits: EDITOR_LIMITS };
}

/** A sender that has no item: address and key come from its credential alone. */
async function withoutItem(context: ILoadOptionsFunctions | IPollFunctions) {
	const credential = await context.getCredentials<ICredentialDataDecryptedObject>(CREDENTIAL);
	return {
		...accountOf(credential),
		context,
		node: context.getNode(),
		settings: { timeout: TIMEOUT_WITHOUT_ITEM_MS },
	};
}

/**
 * What a credential says of where requests go, and for whom. n8n reads the credential from its database each time, so each
 * sender does it once, for all its requests.
 */
export function accountOf(
	credential: ICredentialDataDecryptedObject,
): Pick<Connection, 'account' | 'baseUrl' | 'credential'> {
	const baseUrl = baseUrlOf(credential.baseUrl);
	const apiKey = apiKeyOf(credential.apiKey);
	const key = createHash('sha256').update(apiKey).digest('base64');
	return { baseUrl, credential: { ...credential, apiKey }, account: `${baseUrl} ${key}` };
}
