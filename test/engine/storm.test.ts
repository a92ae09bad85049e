import type { INodeExecutionData, IPairedItemData } from 'n8n-workflow';

import type { QuotaRule } from '../../simulator/quotas';
import { until } from '../until';
import { byId, errorOf, itemsOf, jsonOf } from './harness';
import { quotaOf, Storm, stormKeys } from './storm';
import { useWorld, type TestWorld } from './world';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

const LIST = 'indexes-indexedAssets.list';

/** A key for each storm: what the node has learned of one must not help another. */
const { apiKeys, freshKey } = stormKeys(60);

/** So many are under way at most, when 120 have been accepted, and one that asks whether the quota has reset. */
const IN_FLIGHT = 20;

/** A day's quota of which so many are left: sliding, so that no midnight comes in between. */
const leftToday = (left: number): Omit<QuotaRule, 'on'> => ({
	limit: 1_000,
	used: 1_000 - left,
	windowMs: DAY,
	algorithm: 'sliding',
});

/** Everything that a storm which got through has to show, in whatever time. */
async function expectAllIndexed(storm: Storm, maxOver: number): Promise<{ ms: number }> {
	const { run, ms } = await storm.end();
	const { assetIds } = storm;
	expect(run.data.resultData.error).toBeUndefined();
	expect(jsonOf(run).map(({ asset_id }) => asset_id)).toEqual(assetIds);
	expect(itemsOf(run).map(({ pairedItem }) => pairedItem)).toEqual(
		assetIds.map((_, item) => ({ item })),
	);
	expect([...storm.indexed].sort()).toEqual([...assetIds].sort());
	expect(storm.posts.length - assetIds.length).toBeLessThanOrEqual(maxOver);
	return { ms };
}

const refusals = (storm: Storm) => storm.posts.filter(({ status }) => status === 429).length;

/** Of a run with an error output: each item is on one of the two, and on the one that fits what became of it. */
async function expectAllAccountedFor(storm: Storm) {
	const { run, ms } = await storm.end();
	const assetOf = ({ pairedItem }: INodeExecutionData) =>
		storm.assetIds[(pairedItem as IPairedItemData).item];
	expect(itemsOf(run).map(assetOf)).toEqual(jsonOf(run).map(({ asset_id }) => asset_id));
	expect(itemsOf(run, 1).map(assetOf)).toEqual(jsonOf(run, 1).map(({ asset }) => asset));
	expect(itemsOf(run).map(assetOf).sort()).toEqual([...storm.indexed].sort());
	const all = [...itemsOf(run), ...itemsOf(run, 1)].map(assetOf);
	expect(all.sort()).toEqual([...storm.assetIds].sort());
	return { ms, done: jsonOf(run), refused: jsonOf(run, 1) };
}

describe('300 items against 60 requests per second, in real time', () => {
	const world = useWorld({ skipWaits: false, apiKeys });

	test.each<[string, number, Partial<QuotaRule>]>([
		['Retry-After', 30, { reports: 'retryAfter' }],
		[
			'the newer headers in every answer',
			30,
			{ reports: 'requestReset', reportsAlways: true, body: 'plain' },
		],
		['nothing at all', 60, { reports: 'nothing', body: 'empty' }],
	])('all succeed, in order and in time, where TwelveLabs reports %s', async (_, over, report) => {
		const apiKey = freshKey();
		world.simulator.quotas.add(quotaOf([apiKey], { limit: 60, windowMs: SECOND, ...report }));
		const { ms } = await expectAllIndexed(new Storm(world, { apiKey }), over);
		expect(ms).toBeLessThan(4 * 5 * SECOND);
	});

	test('a quota of indexing that is used up does not stop a Get', async () => {
		const apiKey = freshKey();
		world.simulator.quotas.add(
			quotaOf([apiKey], { limit: 10, windowMs: 20 * SECOND, algorithm: 'sliding' }),
		);
		const storm = new Storm(world, { apiKey, items: 20 });
		await until(() => refusals(storm) > 0 && storm.indexed.length === 10);
		const [{ id }] = world.simulator.world.indexedAssetsOf(storm.index.id);
		const begun = performance.now();
		const run = await world.run(
			'get',
			{ indexId: byId(storm.index.id), indexedAssetId: byId(id) },
			{ credential: { ...world.credential, apiKey } },
		);
		expect(jsonOf(run)).toEqual([expect.objectContaining({ _id: id })]);
		expect(performance.now() - begun).toBeLessThan(10 * SECOND);
		expect(storm.indexed).toHaveLength(10);
		storm.running.cancel();
		await storm.end();
	});
});

describe('where waits take no time', () => {
	const world = useWorld({ apiKeys });
	const limitTo = (keys: string[], rule: Omit<QuotaRule, 'on'>) =>
		world.simulator.quotas.add(quotaOf(keys, rule));
	const perMinute = { limit: 60, windowMs: MINUTE };

	/** Until a run has met the limit, and waits. */
	const waiting = async (storm: Storm) => await until(() => refusals(storm) > 0);

	describe('300 items against 60 requests per minute', () => {
		test.each<[string, Partial<QuotaRule>]>([
			['fixed windows, reported by Retry-After', { algorithm: 'fixed', reports: 'retryAfter' }],
			['fixed windows, reported by the older headers', { reports: 'reset', body: 'plain' }],
			[
				'fixed windows, reported in every answer',
				{ reports: 'reset', reportsAlways: true, body: 'plain' },
			],
			['fixed windows, reported by nothing', { reports: 'nothing', body: 'empty' }],
			['a sliding window, reported by the sentence', { algorithm: 'sliding', reports: 'nothing' }],
			[
				'a sliding window, reported by milliseconds',
				{ algorithm: 'sliding', reports: 'requestReset', resetAs: 'epochMs', body: 'html' },
			],
			[
				'a sliding window, reported by nothing',
				{ algorithm: 'sliding', reports: 'nothing', body: 'empty' },
			],
		])('all succeed in little more than five minutes: %s', async (_, report) => {
			const apiKey = freshKey();
			limitTo([apiKey], { ...perMinute, ...report });
			const isReported = report.reports !== 'nothing' || report.body !== 'empty';
			const { ms } = await expectAllIndexed(new Storm(world, { apiKey }), isReported ? 30 : 60);
			expect(ms).toBeLessThan(1.1 * 5 * MINUTE);
		});
	});

	describe('a quota per day that is used up at item 120 of 300', () => {
		const resetWords = /^TwelveLabs accepts no more requests until \d+ \w+ \d{4}, \d\d:\d\d:\d\d/;

		test('stops the run within seconds, and says when it resets', async () => {
			const apiKey = freshKey();
			limitTo([apiKey], leftToday(120));
			const storm = new Storm(world, { apiKey });
			const { run, ms } = await storm.end();
			const error = errorOf(run);
			expect(error.message).toMatch(resetWords);
			expect(error.description).toContain('Used up: 1000 requests per day.');
			expect(ms).toBeLessThan(10 * SECOND);
			expect(storm.indexed).toHaveLength(120);
			expect(storm.posts.length).toBeLessThanOrEqual(120 + IN_FLIGHT);
		});

		test('all 300 are accounted for in the error output, and a second run asks again once', async () => {
			const apiKey = freshKey();
			limitTo([apiKey], leftToday(120));
			const begun = Date.now();
			const storm = new Storm(world, { apiKey, onError: 'continueErrorOutput' });
			const { done, refused, ms } = await expectAllAccountedFor(storm);
			expect([done.length, refused.length]).toEqual([120, 180]);
			expect(ms).toBeLessThan(10 * SECOND);
			expect(storm.posts.length).toBeLessThanOrEqual(120 + IN_FLIGHT);
			for (const { error, details } of refused) {
				expect(error).toMatch(resetWords);
				const { httpStatus, code, resetsAt } = details as Record<string, string>;
				expect({ httpStatus, code }).toEqual({ httpStatus: 429, code: 'too_many_requests' });
				const resetsInMs = Date.parse(resetsAt) - begun;
				expect(Math.abs(resetsInMs - DAY)).toBeLessThan(MINUTE);
			}

			const second = new Storm(world, { apiKey, onError: 'continueErrorOutput' });
			const later = await expectAllAccountedFor(second);
			expect([later.done.length, later.refused.length]).toEqual([0, 300]);
			expect(second.posts.length).toBeLessThanOrEqual(5);
			expect(later.ms).toBeLessThan(10 * SECOND);
		});

		test('nothing is remembered: when the plan has been raised meanwhile, the next run gets through', async () => {
			const apiKey = freshKey();
			limitTo([apiKey], leftToday(0));
			expect(errorOf((await new Storm(world, { apiKey, items: 3 }).end()).run).httpCode).toBe(
				'429',
			);
			world.simulator.quotas.clear();
			const next = new Storm(world, { apiKey, items: 3 });
			const { ms } = await expectAllIndexed(next, 0);
			expect(ms).toBeLessThan(10 * SECOND);
		});

		test.each([
			['minute first', true],
			['day first', false],
		])(
			'beside one per minute, which is waited for, whichever answers: %s',
			async (_, minuteFirst) => {
				const apiKey = freshKey();
				if (minuteFirst) limitTo([apiKey], perMinute);
				limitTo([apiKey], leftToday(120));
				if (!minuteFirst) limitTo([apiKey], perMinute);
				const storm = new Storm(world, { apiKey, onError: 'continueErrorOutput' });
				const { done, refused, ms } = await expectAllAccountedFor(storm);
				expect([done.length, refused.length]).toEqual([120, 180]);
				expect(refused[0].error).toMatch(resetWords);
				expect(ms).toBeLessThan(4 * MINUTE);
				expect(storm.posts.length).toBeLessThanOrEqual(120 + 2 * IN_FLIGHT);
			},
		);
	});

	describe('two runs at once', () => {
		/** 100 items each. */
		const twoRuns = (one: string, other: string) =>
			[one, other].map(
				(apiKey, n) => new Storm(world, { apiKey, items: 100, executionId: `two-${n}` }),
			);

		test('share the limit of one key', async () => {
			const apiKey = freshKey();
			limitTo([apiKey], { ...perMinute, algorithm: 'sliding' });
			const storms = twoRuns(apiKey, apiKey);
			const times = await Promise.all(
				storms.map(async (storm) => await expectAllIndexed(storm, 20)),
			);
			const requests = storms.flatMap(({ posts }) => posts).length;
			expect(requests - 200).toBeLessThanOrEqual(20);
			// Both together need two further windows after the first 60.
			for (const { ms } of times) expect(ms).toBeGreaterThan(2 * MINUTE);
		});

		test('of two keys do not hold each other up', async () => {
			const [limited, free] = [freshKey(), freshKey()];
			limitTo([limited], { ...perMinute, algorithm: 'sliding' });
			const [waits, runsOn] = twoRuns(limited, free);
			await expectAllIndexed(runsOn, 0);
			expect(waits.indexed.length).toBeLessThan(100);
			await expectAllIndexed(waits, 20);
		});

		test('a run of one item does not wait for the 300 of another', async () => {
			const apiKey = freshKey();
			limitTo([apiKey], perMinute);
			const large = new Storm(world, { apiKey, executionId: 'large' });
			await waiting(large);
			const small = new Storm(world, { apiKey, items: 1, executionId: 'small' });
			const before = large.indexed.length;
			await expectAllIndexed(small, 1);
			expect(large.indexed.length - before).toBeLessThan(20);
			large.running.cancel();
			await large.end();
		});
	});

	describe('Max Rate Limit Wait', () => {
		/** A quota that is used up, and has room again after so long. */
		const usedUp = (apiKey: string, windowMs: number) =>
			limitTo([apiKey], { limit: 10, used: 10, windowMs, algorithm: 'sliding' });

		test.each([
			[0, 3 * SECOND],
			[5, 30 * SECOND],
		])(
			'of %i seconds does not wait for a quota that resets after %i ms',
			async (seconds, after) => {
				const apiKey = freshKey();
				usedUp(apiKey, after);
				const storm = new Storm(world, { apiKey, items: 5, maxRateLimitWait: seconds });
				const { run, ms } = await storm.end();
				expect(errorOf(run).message).toContain('accepts no more requests until');
				expect(errorOf(run).description).toContain('Max Rate Limit Wait (Seconds) under Options');
				expect(ms).toBeLessThan(3 * SECOND);
				expect(storm.posts.length).toBeLessThanOrEqual(5);
			},
		);

		test('of 5 seconds waits for one that resets after 3', async () => {
			const apiKey = freshKey();
			usedUp(apiKey, 3 * SECOND);
			const storm = new Storm(world, { apiKey, items: 5, maxRateLimitWait: 5 });
			const { ms } = await expectAllIndexed(storm, 5);
			expect(ms).toBeGreaterThanOrEqual(2.9 * SECOND);
		});

		test('is read for each item', async () => {
			const apiKey = freshKey();
			usedUp(apiKey, 30 * SECOND);
			const storm = new Storm(world, {
				apiKey,
				items: 6,
				maxRateLimitWait: '={{ $json.n % 2 === 0 ? 0 : 90 }}',
				onError: 'continueErrorOutput',
			});
			const { done, refused } = await expectAllAccountedFor(storm);
			expect(done).toHaveLength(3);
			expect(refused.map(({ n }) => n)).toEqual([0, 2, 4]);
		});

		test.each([
			['x', 'Max Rate Limit Wait (Seconds): "x" is not a number [item 0]'],
			[-1, 'Max Rate Limit Wait (Seconds): -1 is less than 0 [item 0]'],
			[
				'={{ $json.n === 1 ? "soon" : 90 }}',
				'Max Rate Limit Wait (Seconds): "soon" is not a number [item 1]',
			],
		])('of %j is refused before its item is sent', async (maxRateLimitWait, message) => {
			const storm = new Storm(world, { apiKey: freshKey(), items: 2, maxRateLimitWait });
			expect(errorOf((await storm.end()).run).message).toBe(message);
			const [first, second] = storm.assetIds;
			expect(storm.indexed).not.toContain(message.endsWith('0]') ? first : second);
		});
	});

	describe('Get Many of 1,000, while others are being created between its pages', () => {
		/** A new entry on top of the list before each page is read. */
		const createBetweenPages = ({ simulator }: TestWorld, indexId: string) =>
			simulator.faults.add({
				on: ({ operationId }) => {
					if (operationId === LIST) {
						simulator.world.addIndexedAsset({ indexId, status: 'indexing' });
					}
					return false;
				},
				respond: 'reset',
			});
		test.each<[string, () => unknown]>([
			[
				'429 answers without a word',
				() =>
					[7, 15].map((at) => {
						let seen = 0;
						return world.simulator.faults.add({
							on: ({ operationId }) => operationId === LIST && ++seen === at,
							respond: { status: 429 },
						});
					}),
			],
			[
				'a quota of eight pages per minute',
				() => world.simulator.quotas.add({ on: LIST, limit: 8, windowMs: MINUTE }),
			],
		])('returns them all, and none twice, through %s', async (_, limit) => {
			const index = world.simulator.world.addIndex();
			const entries = world.simulator.world.seedIndexedAssets(
				1_000,
				{ indexId: index.id, status: 'ready' },
				(n) => ({ createdAt: Date.now() - DAY + n }),
			);
			createBetweenPages(world, index.id);
			limit();
			const run = await world.run(
				'getAll',
				{ indexId: byId(index.id), returnAll: true },
				{ credential: { ...world.credential, apiKey: freshKey() } },
			);
			const ids = jsonOf(run).map(({ _id }) => String(_id));
			expect(new Set(ids).size).toBe(ids.length);
			expect(ids).toEqual(expect.arrayContaining(entries.map(({ id }) => id)));
			expect(world.simulator.requests.filter(({ status }) => status === 429)).not.toEqual([]);
		});
	});

	test('a quota that others use up too is shared with them, and no item is lost', async () => {
		const apiKey = freshKey();
		const quota = limitTo([apiKey], { ...perMinute, algorithm: 'sliding', reports: 'nothing' });
		const storm = new Storm(world, { apiKey, items: 130 });
		await waiting(storm);
		for (let n = 0; n < 20; n++) quota.note(Date.now(), undefined);
		await expectAllIndexed(storm, 40);
	});
});
