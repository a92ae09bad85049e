import {
	createOnce,
	type Attempt,
	type Creation,
	type Finding,
} from '../../../nodes/shared/creating/createOnce';
import { requestError } from '../../requestError';

/** How long each pause is to take, in milliseconds: it ends at once. */
const pauses: number[] = [];

beforeEach(() => {
	pauses.length = 0;
	jest.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
		pauses.push(ms);
		const timer = new AbortController();
		setImmediate(() => timer.abort());
		return timer.signal;
	});
});
afterEach(() => jest.restoreAllMocks());

const LOST = new Error('no response');

const unclear = (more: { isAnswered?: boolean; mayRepeat?: boolean } = {}): Attempt<string> => ({
	unclear: LOST,
	isAnswered: false,
	mayRepeat: true,
	...more,
});

const ABSENT: Finding<string> = { state: 'absent' };

/** The error that names the reason, and what may be the item's. */
class Unclear extends Error {
	constructor(
		readonly reason: Error,
		readonly ids: string[],
	) {
		super('it is unclear');
	}
}

/**
 * Requests and look-ups end as listed, the last one again and again; an error is thrown.
 * @returns the creation, whether each request was the first one, and how many look-ups there were
 */
function scripted(
	attempts: Array<Attempt<string> | Error>,
	findings: Array<Finding<string> | Error>,
	more: Partial<Creation<string>> = {},
) {
	const requests: boolean[] = [];
	const lookUps = { count: 0 };
	const nth = async <T>(outcomes: Array<T | Error>, at: number): Promise<T> => {
		const outcome = outcomes[Math.min(at, outcomes.length - 1)];
		return outcome instanceof Error ? await Promise.reject(outcome) : outcome;
	};
	const creation: Creation<string> = {
		create: async (isFirst) => {
			requests.push(isFirst);
			return await nth(attempts, requests.length - 1);
		},
		find: async () => {
			lookUps.count++;
			return await nth(findings, lookUps.count - 1);
		},
		unclear: (reason, ids) => new Unclear(reason, ids),
		...more,
	};
	return { creation, requests, lookUps };
}

test('what a response says was created is the result, without a look-up', async () => {
	const { creation, requests, lookUps } = scripted([{ created: 'new' }], [ABSENT]);
	expect(await createOnce(creation)).toBe('new');
	expect({ requests, pauses, lookUps }).toEqual({
		requests: [true],
		pauses: [],
		lookUps: { count: 0 },
	});
});

test('a lost response is looked up at once, and what is found is the result', async () => {
	const found: Finding<string> = { state: 'created', entry: 'found' };
	const { creation, requests, lookUps } = scripted([unclear()], [found]);
	expect(await createOnce(creation)).toBe('found');
	expect({ requests, pauses, lookUps }).toEqual({
		requests: [true],
		pauses: [0],
		lookUps: { count: 1 },
	});
});

test('without a response what was created may show up late: it is looked up five times, in 45 seconds', async () => {
	const { creation } = scripted([unclear(), { created: 'second' }], [ABSENT]);
	expect(await createOnce(creation)).toBe('second');
	expect(pauses).toEqual([0, 3_000, 6_000, 12_000, 24_000]);
});

test('after a response two look-ups that find nothing are enough to repeat it', async () => {
	const { creation, requests } = scripted(
		[unclear({ isAnswered: true }), { created: 'second' }],
		[ABSENT],
	);
	expect(await createOnce(creation)).toBe('second');
	expect(pauses).toEqual([0, 3_000]);
	expect(requests).toEqual([true, false]);
});

test('after a response, look-ups that prove nothing go on', async () => {
	const unproven: Finding<string> = { state: 'unproven' };
	const { creation } = scripted(
		[unclear({ isAnswered: true }), { created: 'second' }],
		[unproven, unproven, unproven, ABSENT],
	);
	expect(await createOnce(creation)).toBe('second');
	expect(pauses).toEqual([0, 3_000, 6_000, 12_000]);
});

test('a request whose response is lost three times is not made a fourth time', async () => {
	const { creation, requests } = scripted([unclear({ isAnswered: true })], [ABSENT]);
	await expect(createOnce(creation)).rejects.toEqual(new Unclear(LOST, []));
	expect(requests).toHaveLength(3);
});

test('what may still show up later is not requested again, though it is absent', async () => {
	const { creation, requests } = scripted([unclear({ mayRepeat: false })], [ABSENT]);
	await expect(createOnce(creation)).rejects.toMatchObject({ reason: LOST, ids: [] });
	expect(requests).toHaveLength(1);
});

test('where look-ups never prove anything, it stays unclear, and is not requested again', async () => {
	const { creation, requests, lookUps } = scripted([unclear()], [{ state: 'unproven' }]);
	await expect(createOnce(creation)).rejects.toMatchObject({ reason: LOST, ids: [] });
	expect({ requests: requests.length, lookUps: lookUps.count }).toEqual({
		requests: 1,
		lookUps: 5,
	});
});

test('what may be of another item is named in the error, and ends the look-ups', async () => {
	const { creation, lookUps } = scripted([unclear()], [{ state: 'ambiguous', ids: ['a', 'b'] }]);
	await expect(createOnce(creation)).rejects.toMatchObject({ reason: LOST, ids: ['a', 'b'] });
	expect(lookUps.count).toBe(1);
});

test('a look-up that does not succeed proves nothing, and is repeated where that may help', async () => {
	for (const status of [503, 404]) {
		const { creation, lookUps } = scripted(
			[unclear(), { created: 'second' }],
			[ABSENT, requestError(status), ABSENT],
		);
		expect(await createOnce(creation)).toBe('second');
		expect(lookUps.count).toBe(5);
	}
});

test('a look-up that would be refused again ends them, and nothing is proven', async () => {
	const { creation, requests, lookUps } = scripted([unclear()], [ABSENT, requestError(401)]);
	await expect(createOnce(creation)).rejects.toBeInstanceOf(Unclear);
	expect({ requests: requests.length, lookUps: lookUps.count }).toEqual({
		requests: 1,
		lookUps: 2,
	});
});

test('a defect of a look-up is thrown as it is', async () => {
	const defect = new TypeError('defect');
	const { creation } = scripted([unclear()], [defect]);
	await expect(createOnce(creation)).rejects.toBe(defect);
});

test('the refusal of the first request is thrown as it is', async () => {
	const refusal = requestError(400);
	const { creation, lookUps } = scripted([refusal], [ABSENT]);
	await expect(createOnce(creation)).rejects.toBe(refusal);
	expect(lookUps.count).toBe(0);
});

test('the refusal of a repetition leaves unclear what the first request did', async () => {
	const refusal = requestError(400);
	const { creation } = scripted([unclear({ isAnswered: true }), refusal], [ABSENT]);
	await expect(createOnce(creation)).rejects.toMatchObject({ reason: refusal, ids: [] });
});

test('anything else that ends a repetition, such as a stop, is thrown as it is', async () => {
	const stop = new Error('stop');
	const { creation } = scripted([unclear({ isAnswered: true }), stop], [ABSENT]);
	await expect(createOnce(creation)).rejects.toBe(stop);
});

test('what an earlier try left unclear is looked up before anything is requested', async () => {
	const earlier = { unclear: LOST, isAnswered: true, mayRepeat: true };
	const found = scripted([{ created: 'new' }], [{ state: 'created', entry: 'found' }], { earlier });
	expect(await createOnce(found.creation)).toBe('found');
	expect(found.requests).toEqual([]);

	const absent = scripted([{ created: 'new' }], [ABSENT], { earlier });
	expect(await createOnce(absent.creation)).toBe('new');
	expect(absent.requests).toEqual([false]);
});

test('a stop ends the wait before a look-up', async () => {
	const stop = new AbortController();
	const { creation, lookUps } = scripted([unclear()], [ABSENT], { cancel: stop.signal });
	const find = creation.find.bind(creation);
	creation.find = async () => {
		stop.abort(new Error('stop'));
		return await find();
	};
	await expect(createOnce(creation)).rejects.toThrow('stop');
	expect(lookUps.count).toBe(1);
});
