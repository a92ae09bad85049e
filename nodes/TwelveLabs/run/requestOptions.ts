import { UserError, type IExecuteFunctions } from 'n8n-workflow';

import type { RequestSettings } from '../../api/client/connection';
import { asBoolean, asCollection, asInteger, asNumber, asText } from '../../shared/parameters';

/**
 * Request Options, which n8n adds to every declarative node. Its RoutingNode honours them by itself; an operation that runs
 * over all items honours them here.
 */
const FIELD = 'requestOptions';

/** As n8n has it where the user sets none: long enough for every answer that is not streamed. */
const DEFAULT_TIMEOUT_MS = 300_000;

const PORTS: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 };

/** Batching: so many items start together, and the next ones after so long. A size below 1 stands for no batches. */
export function batching(n8n: IExecuteFunctions): { size: number; intervalMs: number } {
	const options = asCollection('Request Options', n8n.getNodeParameter(FIELD, 0, {}));
	const { batch = {} } = asCollection('Batching', options.batching ?? {});
	const { batchSize = -1, batchInterval = 0 } = asCollection('Batching', batch);
	const size = asInteger('Items per Batch', batchSize);
	return {
		// n8n's field says that 0 is treated as 1.
		size: size === 0 ? 1 : size < 0 ? Infinity : size,
		intervalMs: asNumber('Batch Interval (ms)', batchInterval),
	};
}

/** @throws UserError naming the field */
export function settingsOf(n8n: IExecuteFunctions, index: number): RequestSettings {
	const {
		proxy,
		timeout,
		allowUnauthorizedCerts = false,
	} = asCollection('Request Options', n8n.getNodeParameter(FIELD, index, {}));
	return {
		...(proxy && { proxy: proxyOf(asText('Proxy', proxy)) }),
		timeout: timeout ? asNumber('Timeout', timeout) : DEFAULT_TIMEOUT_MS,
		skipSslCertificateValidation: asBoolean('Ignore SSL Issues', allowUnauthorizedCerts),
	};
}

/** Such as `http://user:password@proxy.example:3128`; http where no protocol is named. */
function proxyOf(address: string): RequestSettings['proxy'] {
	const text = address.includes('://') ? address : `http://${address}`;
	const url = URL.canParse(text) ? new URL(text) : undefined;
	const port = Number(url?.port) || PORTS[url?.protocol ?? ''];
	if (!url || !port) {
		throw new UserError('Proxy is not the address of a proxy', {
			description:
				'Give its host and port, such as http://proxy.example:3128. Nothing was sent for this item.',
		});
	}
	const { protocol, hostname, username, password } = url;
	return {
		host: hostname,
		port,
		protocol: protocol.replace(/:$/, ''),
		...(username && {
			auth: { username: decodeURIComponent(username), password: decodeURIComponent(password) },
		}),
	};
}
