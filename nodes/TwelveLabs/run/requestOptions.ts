import { UserError, type IExecuteFunctions } from 'n8n-workflow';

import type { Connection, RequestSettings } from '../../api/client/connection';
import { asBoolean, asCollection, asText } from '../../shared/parameters';
import type { Item } from './item';
import type { ItemContext } from './itemContext';

/**
 * Request Options, which n8n adds to every declarative node. Its RoutingNode honours them by itself; an operation that runs
 * over all items honours them here.
 */
const FIELD = 'requestOptions';

/** As n8n has it where the user sets none: long enough for every answer that is not streamed. */
const DEFAULT_TIMEOUT_MS = 300_000;

interface Batching {
	batch?: { batchSize?: unknown; batchInterval?: unknown };
}

const PORTS: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 };

/** No batches. */
const ALL_AT_ONCE = { size: Infinity, intervalMs: 0 };

/**
 * Batching: so many items start together, and the next ones after so long. It belongs to no item, so a value that n8n could
 * not use either is none; an expression that throws does so for each item, which reads it with the other Request Options.
 */
export function batching(n8n: IExecuteFunctions): { size: number; intervalMs: number } {
	try {
		const { batch } = n8n.getNodeParameter(`${FIELD}.batching`, 0, {}) as Batching;
		const [size, intervalMs] = [batch?.batchSize, batch?.batchInterval].map(Number);
		if (!(intervalMs > 0) || size < 0) return ALL_AT_ONCE;
		// n8n's field says that 0 is treated as 1.
		return { size: Math.max(1, Math.floor(size) || 1), intervalMs };
	} catch {
		return ALL_AT_ONCE;
	}
}

/** @throws UserError naming the field; the timeout is checked where the connection is made */
export function settingsOf(
	n8n: IExecuteFunctions,
	index: number,
): ReturnType<ItemContext['settings']> {
	const { proxy, timeout, allowUnauthorizedCerts } = asCollection(
		'Request Options',
		n8n.getNodeParameter(FIELD, index, {}),
	);
	return {
		...(proxy && { proxy: proxyOf(asText('Proxy', proxy)) }),
		timeout: timeout || DEFAULT_TIMEOUT_MS,
		skipSslCertificateValidation: asBoolean('Ignore SSL Issues', allowUnauthorizedCerts || false),
	};
}

/**
 * The connection of an item, for a call that takes long.
 * @param ms how long its response may take where the user sets no Timeout
 */
export function withTimeLimit({ connection, parameter }: Item, ms: number): Connection {
	const { timeout } = asCollection('Request Options', parameter(FIELD) ?? {});
	if (timeout) return connection;
	return { ...connection, settings: { ...connection.settings, timeout: ms } };
}

/** Such as `http://user:password@proxy.example:3128`; http where no protocol is named. */
function proxyOf(address: string): RequestSettings['proxy'] {
	const proxy = parsedProxy(address.includes('://') ? address : `http://${address}`);
	if (proxy?.port) return proxy;
	throw new UserError('Proxy is not the address of a proxy', {
		description:
			'Give its host and port, such as http://proxy.example:3128. Nothing was sent for this item.',
	});
}

function parsedProxy(address: string): RequestSettings['proxy'] {
	try {
		const { protocol, hostname, port, username, password } = new URL(address);
		const [user, secret] = [username, password].map(decodeURIComponent);
		return {
			host: hostname,
			port: Number(port) || PORTS[protocol],
			protocol: protocol.replace(/:$/, ''),
			...(user && { auth: { username: user, password: secret } }),
		};
	} catch {
		return undefined;
	}
}
