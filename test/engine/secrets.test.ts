import { PollContext } from 'n8n-core';
import type { INodeParameters, IRun } from 'n8n-workflow';

import type { Fault } from '../../simulator/faults';
import type { QuotaRule } from '../../simulator/quotas';
import { DOCUMENTED_CODES } from '../api/errors/documentedCodes';
import { byId, itemsOf } from './harness';
import { chainOf, Eavesdropper, everythingIn, foundIn, recordOf } from './secretSearch';
import { useWorld } from './world';

/** Of characters that each form of it shows differently. */
const KEY = 'tlk_Geheim+Wort/42=Zz9~xQ&k';

const world = useWorld({ apiKeys: [KEY] });

/** Longer than the node waits by itself. */
const LONG_MS = 600_000;

/** What is wrong with a request, or with the way to TwelveLabs. */
interface Failure {
	respond?: Fault['respond'];
	when?: Fault['when'];
	quota?: Partial<QuotaRule>;
	outage?: boolean;
	credential?: (url: string) => Record<string, string>;
	requestOptions?: INodeParameters;
	/** With which parts of the package it can happen; with all, unless it is said. */
	only?: 'items';
}

const answers = (status: number, body?: unknown): Failure => ({ respond: { status, body } });

/** A gateway that shows what it was sent. */
const ECHO = { headers: { 'x-api-key': KEY }, url: `/?key=${encodeURIComponent(KEY)}` };

const DOCUMENTED_STATUSES = [...new Set(DOCUMENTED_CODES.map(([, status]) => status))];
const OTHER_STATUSES = [302, 402, 410, 418, 500, 502, 503, 504].filter(
	(status) => !DOCUMENTED_STATUSES.includes(status),
);
const WORDS = { code: 'code_of_tomorrow', message: 'In the words of TwelveLabs.' };

const FAILURES: ReadonlyArray<readonly [name: string, failure: Failure]> = [
	...[...DOCUMENTED_STATUSES, ...OTHER_STATUSES].map(
		(status) => [`the status ${status}`, answers(status, WORDS)] as const,
	),
	['an answer that quotes the key', answers(400, { code: 'x', message: `Not valid: ${KEY}` })],
	['a code that is the key', answers(400, { code: KEY })],
	[
		'headers that echo the key',
		{ respond: { status: 400, headers: { 'x-trace-id': KEY, 'retry-after': KEY } } },
	],
	['a log-in page', answers(200, '<html>Please sign in</html>')],
	['an empty page', answers(200)],
	['a JSON list', answers(200, [])],
	...(['reset', 'truncated', 'empty', 'html502'] as const).flatMap((respond) =>
		(['before', 'after'] as const).map(
			(when) => [`${respond} ${when} the effect`, { respond, when }] as const,
		),
	),
	...(['before', 'after'] as const).map(
		(when) =>
			[
				`an answer that comes too late, ${when} the effect`,
				{
					respond: { delayMs: 100 },
					when,
					requestOptions: { timeout: 20 },
					only: 'items',
				} as const,
			] as const,
	),
	['an outage', { outage: true }],
	['a wrong key', { credential: () => ({ apiKey: `${KEY}.` }) }],
	['a key with a line break', { credential: () => ({ apiKey: `${KEY}\n${KEY}` }) }],
	[
		'a key with a letter that headers cannot have',
		{ credential: () => ({ apiKey: `${KEY}\u0119.` }) },
	],
	['the key in the place of the address', { credential: () => ({ baseUrl: KEY }) }],
	[
		'the key within the address',
		{ credential: () => ({ baseUrl: `http://127.0.0.1:9?key=${KEY}` }) },
	],
	['no secure connection', { credential: (url) => ({ baseUrl: url.replace('http:', 'https:') }) }],
	['a host that does not exist', { credential: () => ({ baseUrl: 'http://twelvelabs.invalid' }) }],
	['a proxy that is closed', { requestOptions: { proxy: 'http://127.0.0.1:9' }, only: 'items' }],
	['a quota, reported', { quota: {} }],
	['a quota, reported by headers', { quota: { reports: ['reset', 'requestReset'] } }],
	['a quota, not reported', { quota: { reports: 'nothing', body: 'empty' } }],
	[
		'a quota per day, reported by the sentence',
		{ quota: { reports: 'nothing', windowMs: 86_400_000 } },
	],
	['a quota, reported by a page of a gateway', { quota: { reports: 'nothing', body: 'html' } }],
	['a gateway that echoes the request as JSON', answers(403, ECHO)],
	['a gateway that echoes the request as text', answers(400, JSON.stringify(ECHO))],
	[
		'a gateway that echoes the request as a page',
		answers(502, `<pre>${JSON.stringify(ECHO)}</pre>`),
	],
];

/** What a part of the package sends with. */
interface Way {
	indexId: string;
	assetId: string;
	credential: { apiKey: string; baseUrl: string };
	requestOptions: INodeParameters;
}

/** What is left of what was sent: all that n8n, or a user of n8n, has of it. */
interface Trace {
	text: string;
	failed: boolean;
}

type Sender = (way: Way) => Promise<Trace>;

const ITEM_SENDERS: Record<string, Sender> = {
	'Index Asset': async (way) => traceOf(await run('create', way)),
	'Index Asset, that continues': async (way) => traceOf(await run('create', way, true)),
	'Get Many': async (way) => traceOf(await run('getAll', way)),
	'Get Many, that continues': async (way) => traceOf(await run('getAll', way, true)),
};
const OTHER_SENDERS: Record<string, Sender> = {
	'the list of a field': async ({ credential }) =>
		await resultOf(world.engine.searchList('searchIndexes', credential)),
	'a poll': async ({ credential, indexId }) => await poll(indexId, credential),
};
/** It asks for a status below 300 and for nothing else, so some of the failures do not reach it. */
const CREDENTIAL_TEST = 'the test of the credential';
const ALL_SENDERS: Record<string, Sender> = {
	...ITEM_SENDERS,
	...OTHER_SENDERS,
	[CREDENTIAL_TEST]: async ({ credential }) =>
		await world.engine.testCredential(credential).then(
			(result) => ({ text: everythingIn(result), failed: false }),
			// n8n keeps the request in this error, as with every credential, and shows its message alone.
			({ message }: Error) => ({ text: message, failed: true }),
		),
};

const run = async (
	operation: string,
	{ indexId, assetId, credential, requestOptions }: Way,
	continues = false,
) =>
	await world.run(
		operation,
		{ indexId: byId(indexId), assetId: byId(assetId), requestOptions, returnAll: true },
		{ credential, onError: continues ? 'continueErrorOutput' : undefined },
	);

function traceOf(ended: IRun): Trace {
	const { error } = ended.data.resultData;
	return {
		text: `${recordOf(ended)}\n${chainOf(error)}`,
		failed: ended.status === 'error' || itemsOf(ended, 1).length > 0,
	};
}

const resultOf = async (sent: Promise<unknown>): Promise<Trace> =>
	await sent.then(
		(result) => ({ text: everythingIn(result), failed: false }),
		(error: unknown) => ({ text: chainOf(error), failed: true }),
	);

async function poll(indexId: string, credential: Way['credential']): Promise<Trace> {
	const { workflow, node, additionalData } = world.engine.triggerWorkflow(
		{ indexId: byId(indexId) },
		credential,
	);
	const context = new PollContext(workflow, node, additionalData, 'trigger', 'activate');
	const { text, failed } = await resultOf(
		Promise.resolve(world.engine.trigger.poll?.call(context)),
	);
	return { text: `${text}\n${everythingIn(workflow.staticData)}`, failed };
}

async function bringAbout({ respond, when, quota, outage }: Failure): Promise<void> {
	const { faults, quotas } = world.simulator;
	if (respond) faults.add({ times: Infinity, respond, when });
	if (quota) quotas.add({ limit: 1, used: 1, windowMs: LONG_MS, algorithm: 'sliding', ...quota });
	if (outage) await world.simulator.outage();
}

describe('the key is nowhere in what is left', () => {
	let eavesdropper: Eavesdropper;
	beforeEach(() => {
		eavesdropper = new Eavesdropper();
	});
	afterEach(async () => {
		eavesdropper.stop();
		await world.simulator.recover();
	});

	const wayThrough = ({ credential, requestOptions = {} }: Failure): Way => {
		const { world: account, url } = world.simulator;
		return {
			indexId: account.addIndex().id,
			assetId: account.addAsset({ status: 'ready' }).id,
			credential: { ...world.credential, ...credential?.(url) },
			requestOptions,
		};
	};

	test.each(FAILURES)('of %s', async (_, failure) => {
		const leaks: Record<string, string[]> = {};
		const succeeded: string[] = [];
		const senders = failure.only === 'items' ? ITEM_SENDERS : ALL_SENDERS;
		for (const [name, send] of Object.entries(senders)) {
			const way = wayThrough(failure);
			await bringAbout(failure);
			const { text, failed } = await send(way);
			leaks[name] = foundIn(text, KEY);
			if (!failed && name !== CREDENTIAL_TEST) succeeded.push(name);
			world.simulator.faults.clear();
			world.simulator.quotas.clear();
		}
		leaks['log lines'] = foundIn(eavesdropper.text, KEY);
		expect(leaks).toEqual(Object.fromEntries(Object.keys(leaks).map((name) => [name, []])));
		// After the effect, Index Asset finds what it has made.
		if (failure.when !== 'after') expect(succeeded).toEqual([]);
	});

	test('of any documented code', async () => {
		for (const [code, status] of DOCUMENTED_CODES) {
			await bringAbout(answers(status, { code, message: 'In the words of TwelveLabs.' }));
			const { text } = traceOf(await run('getAll', wayThrough({}), true));
			expect(text).toContain(code);
			expect(foundIn(text, KEY)).toEqual([]);
			world.simulator.faults.clear();
		}
		expect(foundIn(eavesdropper.text, KEY)).toEqual([]);
	});
});

describe('the search itself', () => {
	const base64 = (text: string) => Buffer.from(text).toString('base64');

	test.each([
		['as it is', KEY],
		['in another case', KEY.toUpperCase()],
		['percent-encoded', encodeURIComponent(KEY)],
		['in base64', base64(KEY)],
		['in the middle of base64', base64(`x-api-key: ${KEY}, `)],
		['in base64, one further', base64(`-x-api-key: ${KEY}, `)],
		['in hexadecimal digits', Buffer.from(KEY).toString('hex')],
	])('finds the key %s', (_, form) => {
		expect(foundIn(`before ${form} after`, KEY)).not.toEqual([]);
	});

	test('finds it in hidden fields, in causes, and in what n8n logs', async () => {
		const error = new Error('harmless', { cause: new Error('harmless too') });
		Object.defineProperty(error.cause, 'request', { enumerable: false, value: { a: [KEY] } });
		expect(foundIn(chainOf(error), KEY)).not.toEqual([]);

		const eavesdropper = new Eavesdropper();
		await run('getAll', {
			indexId: world.simulator.world.addIndex({ id: '69a1c5e0f2b84d3c9e7a1b20' }).id,
			assetId: '',
			credential: world.credential,
			requestOptions: {},
		});
		eavesdropper.stop();
		expect(eavesdropper.text).toContain('Workflow execution started');
	});
});
