import { CREATE, LIST } from './faults/stories';
import { keys, live, type Story } from './faults/story';
import { wrongsOf } from './faults/wrongs';
import { startCachingGateway, type CachingGateway } from './cachingGateway';
import { useWorld } from './world';

const world = useWorld({
	apiKeys: keys,
	durations: { processing: 500, pending: 200, queued: 200, indexing: 200 },
});

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

const plain = { asset: 0, skip: false };
const skipping = { asset: 0, skip: true };

const lost = { trouble: 'a reset after the effect', on: CREATE };
const refused = { trouble: '500 before the effect', on: CREATE };

const SKEWS = [-60, -30, -5, -2.5, -1, 1, 2.5, 5, 30, 60].map((seconds) => seconds * SECOND);

describe.each(SKEWS)('with a `Date` that is %d ms ahead of `created_at`', (dateAheadMs) => {
	const outcomeOf = async (story: Story) => {
		const outcome = await live(world, { ...story, switches: { dateAheadMs } });
		expect(wrongsOf(outcome)).toEqual([]);
		return outcome;
	};

	test('a lost answer indexes nothing twice', async () => {
		const { created, posts } = await outcomeOf({ items: [plain], script: [lost] });
		expect([created.length, posts]).toEqual([1, 1]);
	});

	test('with Skip if Already Indexed, what was lost is found', async () => {
		const { created, green } = await outcomeOf({ items: [skipping], script: [lost] });
		expect([created.length, green.length]).toEqual([1, 1]);
	});

	test('what had no effect is sent again', async () => {
		for (const items of [[plain], [skipping]]) {
			const { created, green } = await outcomeOf({ items, script: [refused] });
			expect([created.length, green.length]).toEqual([1, 1]);
		}
	});

	test.each([
		['first', [plain, plain, plain], 0],
		['second', [plain, skipping, plain], 1],
		['third', [skipping, plain, plain], 2],
	])('of three items of an asset, the %s loses its answer', async (_which, items, from) => {
		const { created } = await outcomeOf({ items, script: [{ ...lost, from }] });
		expect(created.length).toBeLessThanOrEqual(3);
	});

	test('all of several items lose their answers', async () => {
		const items = [0, 1, 2, 0, 1].map((asset) => ({ asset, skip: false }));
		const { created, posts } = await outcomeOf({ items, script: [{ ...lost, times: 5 }] });
		expect([created.length, posts]).toEqual([5, 5]);
	});

	test('an entry from an hour before does not hinder', async () => {
		const earlier = [{ asset: 0, status: 'ready' as const, ageMs: 60 * MINUTE }];
		const { green, created } = await outcomeOf({ items: [plain], earlier, script: [refused] });
		expect([created.length, green.length]).toEqual([1, 1]);
	});

	test('an entry of another run, of these minutes, is no reason to index again', async () => {
		const ageMs = 90 * SECOND;
		const earlier = [{ asset: 0, status: 'indexing' as const, ageMs }];
		const { created, red } = await outcomeOf({ items: [plain], earlier, script: [refused] });
		expect([created.length, red.length]).toEqual([0, 1]);
		expect(JSON.stringify(red)).toContain('may be of this item or of another run');
	});
});

describe.each([
	['says so', true],
	['does not say so', false],
])('behind a gateway that keeps what was read for a minute, and %s', (_how, hasAge) => {
	let gateway: CachingGateway;
	beforeEach(async () => {
		gateway = await startCachingGateway(world.simulator.url, { forMs: MINUTE, hasAge });
	});
	afterEach(async () => await gateway.close());

	const behind = async (story: Story) => {
		const outcome = await live(world, { ...story, baseUrl: gateway.url });
		expect(wrongsOf(outcome)).toEqual([]);
		return outcome;
	};

	test.each([
		['with Skip if Already Indexed', skipping],
		['without a look-up first', plain],
	])('a lost answer indexes nothing twice, %s', async (_what, item) => {
		const { created, green } = await behind({ items: [item], script: [lost] });
		expect([created.length, green.length]).toEqual([1, 1]);
	});

	test('a run after one whose answer was lost does not believe what was read before it', async () => {
		const { indexId, assets, apiKey } = await behind({
			items: [skipping],
			// The look-ups of the first run do not succeed, so that it stays unclear.
			script: [lost, { trouble: 'JSON of another server', on: LIST, from: 1, times: Infinity }],
		});
		const again = await behind({ items: [skipping], at: { indexId, assets, apiKey }, script: [] });
		expect([again.created.length, again.green.length]).toEqual([1, 1]);
	});

	test('what had no effect is sent again', async () => {
		const { created, green } = await behind({ items: [skipping], script: [refused] });
		expect([created.length, green.length]).toEqual([1, 1]);
	});
});

test('where a cache answers every list, and says so, nothing is indexed on its word', async () => {
	const gateway = await startCachingGateway(world.simulator.url, {
		forMs: MINUTE,
		hasAge: true,
		ignoresQuery: true,
	});
	const { indexId, assets, apiKey } = await live(world, {
		items: [skipping],
		script: [{ trouble: '500 before the effect', on: CREATE, times: Infinity }],
		baseUrl: gateway.url,
	});
	const outcome = await live(world, {
		items: [skipping],
		at: { indexId, assets, apiKey },
		script: [],
		baseUrl: gateway.url,
	});
	await gateway.close();
	expect(outcome.posts).toBe(0);
	expect(JSON.stringify(outcome.red)).toContain('Only a cache says what is indexed');
});
