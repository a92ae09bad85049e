import { CREATE } from './faults/stories';
import { keys, live } from './faults/story';
import { wrongsOf } from './faults/wrongs';
import { useWorld } from './world';

const world = useWorld({ apiKeys: keys, skipWaits: false });

test('a connection that breaks while TwelveLabs is at work for two seconds more: indexed once, and found', async () => {
	world.simulator.faults.add({ on: CREATE, respond: { delayMs: 2_000 } });
	const outcome = await live(world, {
		items: [{ asset: 0, skip: false }],
		script: [{ trouble: 'a short outage', on: CREATE }],
	});
	expect(wrongsOf(outcome)).toEqual([]);
	expect([outcome.green.length, outcome.posts]).toEqual([1, 1]);
});
