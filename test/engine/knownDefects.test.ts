import { CREATE, RETRIEVE } from './faults/stories';
import { keys, live, type Story } from './faults/story';
import { wrongsOf } from './faults/wrongs';
import { useWorld } from './world';

const world = useWorld({
	apiKeys: keys,
	pace: { processing: 500, pending: 200, queued: 200, indexing: 200 },
});

const wrongs = async (story: Story) => wrongsOf(await live(world, story));

const plain = { asset: 0, skip: false };
const looking = { asset: 0, skip: true };

/**
 * Each of these was found by the random scripts or on the way to them, and is a defect of the package. One that is mended
 * fails here: it becomes an ordinary test, and its line in `faults/known.ts` goes.
 */
describe('known defects', () => {
	test.failing.each([
		['of two items of an asset, one loses its answer', [plain, plain], 1],
		['of two items of an asset, both lose their answer', [plain, plain], 2],
		['one looks first, the other does not, both lose their answer', [looking, plain], 2],
	])('%s: two entries, and one of them is told by nobody', async (_how, items, times) => {
		const script = [{ trouble: 'a reset after the effect', on: CREATE, times }];
		expect(await wrongs({ items, script })).toEqual([]);
	});

	test.failing('a look-up that takes long takes an entry from before for ours', async () => {
		expect(
			await wrongs({
				items: [plain],
				earlier: [{ asset: 0, status: 'ready', ageMs: 5_000 }],
				script: [
					{ trouble: 'a reset before the effect', on: CREATE },
					{ trouble: '500 before the effect', on: RETRIEVE, times: 4 },
				],
			}),
		).toEqual([]);
	});

	test.failing(
		'an item that looks while the POST of an earlier one is still at work indexes again',
		async () => {
			expect(
				await wrongs({
					items: [looking, looking],
					limited: true,
					apartMs: 250,
					script: [{ trouble: 'silence before the effect', on: CREATE }],
				}),
			).toEqual([]);
		},
	);

	test.failing(
		'a connection that breaks while TwelveLabs is at work for longer than the two looks: it is indexed again',
		async () => {
			expect(
				await wrongs({
					items: [plain],
					script: [
						{ trouble: 'silence before the effect', on: CREATE },
						{ trouble: 'a short outage', on: CREATE },
					],
				}),
			).toEqual([]);
		},
	);

	test.failing.each([
		['after a lost answer', { items: [plain] }],
		[
			'before indexing',
			{ items: [looking], earlier: [{ asset: 0, status: 'failed' as const, ageMs: 60_000 }] },
		],
	])('JSON of somebody else, %s, is taken for an entry without an ID', async (_when, story) => {
		expect(
			await wrongs({
				...story,
				script: [
					{ trouble: 'a reset after the effect', on: CREATE },
					{ trouble: 'JSON of somebody else', on: RETRIEVE },
				],
			}),
		).toEqual([]);
	});
});
