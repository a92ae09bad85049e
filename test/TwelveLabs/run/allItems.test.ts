import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { ENDPOINTS } from '../../../nodes/api/endpoints';
import type { LoadedOperation, Run } from '../../../nodes/TwelveLabs/operation';
import { runAllItems } from '../../../nodes/TwelveLabs/run/allItems';
import { batching, settingsOf } from '../../../nodes/TwelveLabs/run/requestOptions';

/** The value of a dotted name. */
const valueAt = (parameters: object, name: string): unknown =>
	name.split('.').reduce<unknown>((value, key) => Object(value)[key], parameters);

/** What n8n hands to a run of the node over so many items. */
const runOf = (items: number, requestOptions: unknown = {}) =>
	({
		getInputData: () => Array.from({ length: items }, () => ({ json: {} })),
		getExecutionId: () => '1',
		getExecuteData: () => ({}),
		getExecutionCancelSignal: () => undefined,
		getNode: () => ({ name: 'TwelveLabs', type: 'twelveLabs', typeVersion: 1, parameters: {} }),
		getNodeParameter: (name: string, _index: number, fallback: unknown) =>
			valueAt({ requestOptions }, name) ?? fallback,
		getCredentials: async () => ({ apiKey: 'tlk_item', baseUrl: '' }),
		getTimezone: () => 'Etc/UTC',
		continueOnFail: () => false,
	}) as unknown as IExecuteFunctions;

const operation = (run: Run): LoadedOperation => ({ endpoint: ENDPOINTS.indexes.list, run });

const batchesOf = (batch: IDataObject) => ({ batching: { batch } });

test('an item that stops the node says what items have cost that ended before it began, as with Batching', async () => {
	let begun = 0;
	const stopsLast = operation(async ({ onEffect }) => {
		if (++begun > 2) throw new Error('stops');
		onEffect('done');
		return [];
	});
	const onceOnly = { done: 'were done', again: 'Leave them out.', unclear: '' };
	const run = runOf(3, batchesOf({ batchSize: 2, batchInterval: 20 }));
	// The run is the same for all items.
	const data = {};
	run.getExecuteData = () => data as never;
	await expect(runAllItems({ ...stopsLast, onceOnly }, run)).rejects.toMatchObject({
		description: expect.stringMatching(/^2 of 3 items were done\./),
	});
});

test('the items of a batch start together, and the next ones after its interval', async () => {
	const startedAt: number[] = [];
	const starts = operation(async () => {
		startedAt.push(performance.now());
		return [];
	});
	await runAllItems(starts, runOf(4, batchesOf({ batchSize: 2, batchInterval: 200 })));
	expect(startedAt[2] - startedAt[1]).toBeGreaterThan(150);
	expect(startedAt).toHaveLength(4);
});

test.each([
	[{}, { size: Infinity, intervalMs: 0 }],
	[batchesOf({ batchSize: 0, batchInterval: 5 }), { size: 1, intervalMs: 5 }],
	[batchesOf({ batchSize: -1, batchInterval: 5 }), { size: Infinity, intervalMs: 0 }],
	[batchesOf({ batchSize: '7', batchInterval: '9' }), { size: 7, intervalMs: 9 }],
	[batchesOf({ batchSize: '', batchInterval: 9 }), { size: 1, intervalMs: 9 }],
	[batchesOf({ batchSize: 2, batchInterval: 'soon' }), { size: Infinity, intervalMs: 0 }],
	['no collection', { size: Infinity, intervalMs: 0 }],
])('Batching %j is %j', (requestOptions, expected) => {
	expect(batching(runOf(1, requestOptions))).toEqual(expected);
});

describe('Proxy', () => {
	test.each([
		['http://proxy.test:3128', { host: 'proxy.test', port: 3128, protocol: 'http' }],
		['proxy.test:3128', { host: 'proxy.test', port: 3128, protocol: 'http' }],
		['https://proxy.test', { host: 'proxy.test', port: 443, protocol: 'https' }],
		[
			'http://user:p%40ss@proxy.test:80',
			{
				host: 'proxy.test',
				port: 80,
				protocol: 'http',
				auth: { username: 'user', password: 'p@ss' },
			},
		],
	])('%s is understood', (proxy, expected) => {
		expect(settingsOf(runOf(1, { proxy }), 0).proxy).toEqual(expected);
	});

	test.each(['://', 'http://', 'ftp://proxy.test', 'http://a:%@proxy.test'])(
		'%s is refused, without repeating it',
		(proxy) => {
			expect(() => settingsOf(runOf(1, { proxy }), 0)).toThrow(
				/^Proxy is not the address of a proxy$/,
			);
		},
	);
});

test('Timeout and Ignore SSL Issues come from Request Options, else n8n’s own values', () => {
	expect(settingsOf(runOf(1), 0)).toEqual({
		timeout: 300_000,
		skipSslCertificateValidation: false,
	});
	const set = { timeout: 5, allowUnauthorizedCerts: true };
	expect(settingsOf(runOf(1, set), 0)).toEqual({ timeout: 5, skipSslCertificateValidation: true });
});
