import { ASSET, CREATE, LIST, RETRIEVE } from './faults/stories';
import { keys, live, type Outcome, type Story } from './faults/story';
import { LASTING, Script, TROUBLES } from './faults/troubles';
import { wrongsOf } from './faults/wrongs';
import { useWorld } from './world';

/** Probes of the rate limiter in twice the 90 seconds that an item waits, one each 8 seconds in the end. None costs anything. */
const MAX_REJECTED = 30;

const world = useWorld({
	apiKeys: keys,
	durations: { processing: 500, pending: 200, queued: 200, indexing: 200 },
});

/** After these it stays open whether there will be an entry, so the item says so. */
const UNCLEAR = [
	...['504', '408', 'an empty body', '200 with JSON that is cut'].map(
		(name) => `${name} before the effect`,
	),
	...['silence before the effect', 'JSON of another server'],
];

interface Step {
	/** The request that meets with the trouble. */
	on: string;
	/** One item that comes to this step. */
	story: (skip: boolean) => Partial<Story>;
	/** Troubles that the item does not survive, though they strike once. */
	fatal: string[];
}

const lost = { trouble: 'a reset after the effect', on: CREATE };
const failed = { asset: 0, status: 'failed' as const, ageMs: 60_000 };

const STEPS: Record<string, Step> = {
	'the POST': { on: CREATE, story: () => ({}), fatal: [...LASTING, ...UNCLEAR] },
	'the list of the look-up': {
		on: LIST,
		story: (skip) => (skip ? {} : { script: [lost] }),
		fatal: [...LASTING, 'JSON of another server'],
	},
	'an entry of the look-up': {
		on: RETRIEVE,
		story: (skip) => (skip ? { earlier: [failed] } : { script: [lost] }),
		fatal: LASTING,
	},
	'Wait for Asset': {
		on: ASSET,
		story: () => ({ waitForAsset: true, processing: [0] }),
		fatal: LASTING,
	},
	'Wait for Completion': {
		on: RETRIEVE,
		story: () => ({ waitForCompletion: true }),
		fatal: LASTING,
	},
};

const cases = Object.keys(TROUBLES).flatMap((trouble) =>
	Object.keys(STEPS).map((step) => ({ trouble, step })),
);

const inTrouble = async (
	{ on, story }: Step,
	{ trouble, skip, times }: { trouble: string; skip: boolean; times: number },
): Promise<Outcome> => {
	const { script = [], ...rest } = story(skip);
	const limited = TROUBLES[trouble]?.silent;
	const all = [...script, { trouble, on, times }];
	return await live(world, { items: [{ asset: 0, skip }], limited, ...rest, script: all });
};

describe.each([
	{ skip: false, how: 'without a look-up first' },
	{ skip: true, how: 'with Skip if Already Indexed' },
])('Index Asset $how', ({ skip }) => {
	test.each(cases)(
		'$trouble at $step: indexed once and named, or the item says what is certain',
		async ({ trouble, step }) => {
			const wanted = STEPS[step];
			const once = await inTrouble(wanted, { trouble, skip, times: 1 });
			expect(wrongsOf(once)).toEqual([]);
			expect(once.green).toHaveLength(wanted.fatal.includes(trouble) ? 0 : 1);
		},
	);

	test.each(cases.filter((one) => !TROUBLES[one.trouble]?.silent))(
		'$trouble at $step, and no end of it: the item says what is certain',
		async ({ trouble, step }) => {
			const outcome = await inTrouble(STEPS[step], { trouble, skip, times: Infinity });
			expect(wrongsOf(outcome)).toEqual([]);
			expect(outcome.posts).toBeLessThanOrEqual(trouble.startsWith('429') ? MAX_REJECTED : 3);
		},
	);

	test.each([CREATE, LIST])(
		'silence at %s, and no end of it: the item says what is certain',
		async (on) => {
			const script = [{ trouble: 'silence before the effect', on, times: Infinity }];
			const outcome = await live(world, { items: [{ asset: 0, skip }], limited: true, script });
			expect(wrongsOf(outcome)).toEqual([]);
			expect(outcome.posts).toBeLessThanOrEqual(1);
		},
	);
});

const items = [{ asset: 0, skip: false }];

test('while nothing listens nothing is sent, and the POST leaves once when the server listens again', async () => {
	const script = new Script(world.simulator);
	script.begin(4_000);
	const outcome = await live(world, { items, script: [] });
	await script.end();
	expect(wrongsOf(outcome)).toEqual([]);
	expect([outcome.green.length, outcome.posts]).toEqual([1, 1]);
});

test('where nothing ever listens, the message says nothing of an asset that may have been indexed', async () => {
	const script = new Script(world.simulator);
	script.begin(600_000);
	const outcome = await live(world, { items, script: [] });
	await script.end();
	expect(outcome.red[0]?.json.error).toMatch(/cannot be reached$/);
	expect(JSON.stringify(outcome.red)).not.toContain('may have been indexed');
	expect(outcome.posts).toBe(0);
});

test.each([
	['is waited for, without a time limit', undefined, 1],
	['is not, with one, and the effect that comes seconds later is announced', true, 0],
])('two seconds of silence %s', async (_how, limited, green) => {
	world.simulator.faults.add({ on: CREATE, respond: { delayMs: 2_000 } });
	const quietMs = limited ? 2_200 : 0;
	const outcome = await live(world, { items, limited, script: [], quietMs });
	expect(wrongsOf(outcome)).toEqual([]);
	expect([outcome.green.length, outcome.created.length, outcome.posts]).toEqual([green, 1, 1]);
});

test('a refusal of the second POST does not hide that the first may have had its effect', async () => {
	world.simulator.faults.add({ on: CREATE, respond: { status: 500 } });
	world.simulator.faults.add({ on: CREATE, respond: { status: 400 } });
	const outcome = await live(world, { items, script: [] });
	expect(outcome.posts).toBe(2);
	expect(JSON.stringify(outcome.red)).toContain('may have been indexed');
});

test('a connection that is cut each time says so, and that it may have had its effect', async () => {
	world.simulator.faults.add({ times: Infinity, respond: 'reset' });
	const outcome = await live(world, { items, script: [] });
	expect(outcome.red[0]?.json.error).toMatch(/was cut$/);
	expect(JSON.stringify(outcome.red)).toContain('may have been indexed');
});
