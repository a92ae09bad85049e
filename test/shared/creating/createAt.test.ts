import { pause } from '../../../nodes/api/client/pause';
import { send } from '../../../nodes/api/client/send';
import { factsOf } from '../../../nodes/api/errors/facts';
import { ENDPOINTS } from '../../../nodes/api/endpoints';
import { createAt, type CreationAt } from '../../../nodes/shared/creating/createAt';
import type { Finding } from '../../../nodes/shared/creating/createOnce';
import type { Effect } from '../../../nodes/shared/creating/effect';
import { inTurn, type Target } from '../../../nodes/shared/creating/inTurn';
import { Tries } from '../../../nodes/shared/creating/tries';
import { useSkippedWaits } from '../../engine/skipWaits';
import { stubConnection } from '../../stubConnection';

useSkippedWaits();

interface Index {
	_id: string;
}

const REQUEST = { endpoint: ENDPOINTS.indexes.create, body: { index_name: 'films' } };

/** The connection was cut after the request had left. */
const cut = () => Object.assign(new Error('cut'), { isAxiosError: true, code: 'ECONNRESET' });

const CREATED = { body: { _id: 'new' }, headers: { date: 'Thu, 26 Nov 2026 12:00:00 GMT' } };

let targets = 0;

/** Creates at a target of its own, whose requests end as listed, the last one again and again. */
function scripted(
	responses: Array<Error | { statusCode?: number; body?: unknown; headers?: object }>,
	more: Partial<CreationAt<Index>> = {},
) {
	const effects: Effect[] = [];
	const sent: number[] = [];
	const connection = stubConnection(() => {
		sent.push(performance.now());
		const response = responses[Math.min(sent.length, responses.length) - 1];
		if (response instanceof Error) throw response;
		return response;
	});
	const creation: CreationAt<Index> = {
		connection,
		request: REQUEST,
		tries: new Tries(),
		entryOf: ({ body }) => {
			const { _id } = body as Partial<Index>;
			return _id === undefined ? undefined : { _id };
		},
		withoutId: () => new Error('no ID'),
		onEffect: (effect) => effects.push(effect),
		find: async () => await Promise.resolve({ state: 'absent' }),
		unclear: (reason, ids) => Object.assign(new Error('unclear'), { reason, ids }),
		...more,
	};
	const key = `target ${targets++}`;
	let at: Target | undefined;
	return {
		connection,
		effects,
		sent,
		create: async (changed: Partial<CreationAt<Index>> = {}) =>
			await inTurn(key, async (target) => {
				at = target;
				return await createAt(target, { ...creation, ...changed });
			}),
		target: () => at,
	};
}

test('what the response names is the result, belongs to the item, and sets the clock of the server', async () => {
	const { create, effects, target } = scripted([CREATED]);
	const before = performance.now();
	expect(await create()).toEqual({ _id: 'new' });
	expect(effects.at(-1)).toBe('done');
	expect([...(target()?.owned.keys() ?? [])]).toEqual(['new']);
	expect(target()?.lastRequestEnd).toBeGreaterThanOrEqual(before);
	// As the clock of this process was when the response came.
	const noon = Date.UTC(2026, 10, 26, 12);
	const ahead = target()?.clock.timeAt(0) ?? NaN;
	expect(ahead).toBeLessThanOrEqual(noon - before);
	expect(ahead).toBeGreaterThanOrEqual(noon - performance.now());
});

test('the next try of the same item gets what the first one has created, without a request', async () => {
	const { create, effects, sent } = scripted([CREATED]);
	await create();
	effects.length = 0;
	expect(await create()).toEqual({ _id: 'new' });
	expect({ requests: sent.length, effects }).toEqual({ requests: 1, effects: ['done'] });
});

test('another request of the same item is another creation', async () => {
	const { create, sent } = scripted([CREATED]);
	await create();
	await create({ request: { ...REQUEST, body: { index_name: 'more films' } } });
	expect(sent).toHaveLength(2);
});

test('a refusal had no effect, and is thrown as it is, or as it is explained', async () => {
	const refused = scripted([{ statusCode: 400, body: { code: 'bad' } }]);
	await expect(refused.create()).rejects.toMatchObject({ httpCode: '400' });
	expect(refused.effects.at(-1)).toBe('none');
	await expect(
		refused.create({
			explain: async (refusal) => await Promise.resolve(Object.assign(refusal, { message: 'why' })),
		}),
	).rejects.toThrow('why');
});

test('after a refusal the next try requests again', async () => {
	const { create } = scripted([{ statusCode: 400 }, CREATED]);
	await expect(create()).rejects.toMatchObject({ httpCode: '400' });
	expect(await create()).toEqual({ _id: 'new' });
});

test('a lost response is looked up from when its request left', async () => {
	const begun: number[] = [];
	const find = async (begunAt: number): Promise<Finding<Index>> => {
		begun.push(begunAt);
		return await Promise.resolve({ state: 'created', entry: { _id: 'found' } });
	};
	const { create, sent, effects, target } = scripted([cut()], { find });
	expect(await create()).toEqual({ _id: 'found' });
	expect(begun).toHaveLength(1);
	expect(begun[0]).toBeLessThanOrEqual(sent[0]);
	expect(effects.at(-1)).toBe('done');
	expect([...(target()?.owned.keys() ?? [])]).toEqual(['found']);
});

test('what others created while a request waited for the rate limit is not its own', async () => {
	const begun: number[] = [];
	const find = async (begunAt: number): Promise<Finding<Index>> => {
		begun.push(begunAt);
		return await Promise.resolve({ state: 'created', entry: { _id: 'found' } });
	};
	let reported = 0;
	const { create, sent, connection } = scripted([cut()], {
		find,
		send: async (waiting, request) => {
			await pause(60_000);
			return await send(waiting, request);
		},
	});
	const asked = performance.now();
	await create({ connection: { ...connection, onSend: () => reported++ } });
	expect(reported).toBe(1);
	expect(begun[0]).toBeGreaterThanOrEqual(asked + 60_000);
	expect(begun[0]).toBeLessThanOrEqual(sent[0]);
});

test('a repetition is looked up from when the first request left', async () => {
	const begun: number[] = [];
	const find = async (begunAt: number): Promise<Finding<Index>> => {
		begun.push(begunAt);
		return await Promise.resolve({ state: 'absent' });
	};
	const { create, sent } = scripted([cut(), cut(), CREATED], { find });
	expect(await create()).toEqual({ _id: 'new' });
	expect(new Set(begun).size).toBe(1);
	expect(begun[0]).toBeLessThanOrEqual(sent[0]);
});

test('a response without an ID is not requested again: what was created may show up later', async () => {
	let lookUps = 0;
	const find = async (): Promise<Finding<Index>> => {
		lookUps++;
		return await Promise.resolve({ state: 'absent' });
	};
	const { create, sent } = scripted([{ body: { message: 'accepted' } }], { find });
	await expect(create()).rejects.toMatchObject({
		message: 'unclear',
		reason: new Error('no ID'),
		ids: [],
	});
	expect({ requests: sent.length, lookUps }).toEqual({ requests: 1, lookUps: 5 });
});

test('a request that timed out may still run, and is not made again', async () => {
	const timeout = Object.assign(new Error('late'), { isAxiosError: true, code: 'ECONNABORTED' });
	const { create, sent } = scripted([timeout]);
	await expect(create()).rejects.toMatchObject({ message: 'unclear' });
	expect(sent).toHaveLength(1);
});

test('what stayed unclear stays so at the next try: what is found by then may be of another item', async () => {
	let lookUps = 0;
	const find = async (): Promise<Finding<Index>> => {
		lookUps++;
		return await Promise.resolve({ state: 'ambiguous', ids: ['a'] });
	};
	const { create, sent } = scripted([cut()], { find });
	const unclear = { message: 'unclear', ids: ['a'] };
	await expect(create()).rejects.toMatchObject(unclear);
	await expect(create()).rejects.toMatchObject(unclear);
	expect({ requests: sent.length, lookUps }).toEqual({ requests: 1, lookUps: 1 });
});

test('where only the own request can have made what is found, the next try looks it up again', async () => {
	const findings: Array<Finding<Index>> = [
		{ state: 'ambiguous', ids: ['a'] },
		{ state: 'created', entry: { _id: 'a' } },
	];
	const find = async () => await Promise.resolve(findings.shift() ?? { state: 'absent' as const });
	const { create, sent } = scripted([cut()], { find, isUnique: true });
	await expect(create()).rejects.toMatchObject({ message: 'unclear' });
	expect(await create()).toEqual({ _id: 'a' });
	expect(sent).toHaveLength(1);
});

test('a defect is thrown as it is', async () => {
	const defect = new TypeError('defect');
	const { create } = scripted([CREATED], {
		entryOf: () => {
			throw defect;
		},
		explain: async (refusal) => await Promise.resolve(Object.assign(refusal, { message: 'why' })),
	});
	await expect(create()).rejects.toBe(defect);
	expect(defect.message).toBe('defect');
});

test('while a request is under way its effect is unclear, and none when it never left', async () => {
	const refusedConnection = Object.assign(new Error('refused'), {
		isAxiosError: true,
		code: 'ECONNREFUSED',
	});
	const { create, effects } = scripted([refusedConnection]);
	const error: unknown = await create().catch((thrown: unknown) => thrown);
	expect(factsOf(error as never).effect).toBe('none');
	expect(effects).toContain('unclear');
	expect(effects.at(-1)).toBe('none');
});
