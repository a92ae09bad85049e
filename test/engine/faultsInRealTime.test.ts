import { CREATE } from './faults/stories';
import { keys, live } from './faults/story';
import { wrongsOf } from './faults/wrongs';
import { useWorld } from './world';

const HOUR = 3_600_000;

/** TwelveLabs' own clock, which no test changes. */
const wall = Date.now.bind(Date);

const world = useWorld({ apiKeys: keys, skipWaits: false, clock: { now: wall } });

afterEach(() => jest.restoreAllMocks());

test('a connection that breaks while TwelveLabs is at work for two seconds more: indexed once, and found', async () => {
	world.simulator.faults.add({ on: CREATE, respond: { delayMs: 2_000 } });
	const outcome = await live(world, {
		items: [{ asset: 0, skip: false }],
		script: [{ trouble: 'a short outage', on: CREATE }],
	});
	expect(wrongsOf(outcome)).toEqual([]);
	expect([outcome.green.length, outcome.posts]).toEqual([1, 1]);
});

test('a clock of n8n that is set back while an answer gets lost does not make it index twice', async () => {
	world.simulator.faults.add({ on: CREATE, respond: { delayMs: 200 } });
	let isSet = false;
	jest.spyOn(Date, 'now').mockImplementation(() => {
		isSet ||= world.simulator.requests.some(({ method }) => method === 'POST');
		return wall() - (isSet ? HOUR : 0);
	});
	const outcome = await live(world, {
		items: [{ asset: 0, skip: false }],
		script: [{ trouble: 'a reset after the effect', on: CREATE }],
	});
	expect(isSet).toBe(true);
	expect(wrongsOf(outcome)).toEqual([]);
	expect([outcome.green.length, outcome.posts]).toEqual([1, 1]);
});
