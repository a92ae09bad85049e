import { CREATE, RETRIEVE } from './faults/stories';
import { keys, live, type Story } from './faults/story';
import { wrongsOf } from './faults/wrongs';
import { useWorld } from './world';

const world = useWorld({
	apiKeys: keys,
	durations: { processing: 500, pending: 200, queued: 200, indexing: 200 },
});

const wrongs = async (story: Story) => wrongsOf(await live(world, story));

const plain = { asset: 0, skip: false };
const skipping = { asset: 0, skip: true };

describe('what the random scripts found', () => {
	test.each([
		['of two items of an asset, one loses its answer', [plain, plain], 1],
		['of two items of an asset, both lose their answer', [plain, plain], 2],
		['one searches first, the other does not, both lose their answer', [skipping, plain], 2],
	])('%s: each names its own entry', async (_how, items, times) => {
		const script = [{ trouble: 'a reset after the effect', on: CREATE, times }];
		expect(await wrongs({ items, script })).toEqual([]);
	});

	test('a look-up that takes long does not claim an entry from before', async () => {
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

	test.each([
		['after a lost answer', { items: [plain] }],
		[
			'before indexing',
			{ items: [skipping], earlier: [{ asset: 0, status: 'failed' as const, ageMs: 60_000 }] },
		],
	])('JSON of another server, %s, does not count as an entry', async (_when, story) => {
		expect(
			await wrongs({
				...story,
				script: [
					{ trouble: 'a reset after the effect', on: CREATE },
					{ trouble: 'JSON of another server', on: RETRIEVE },
				],
			}),
		).toEqual([]);
	});
});
