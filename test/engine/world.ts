import { startSimulator, type Simulator } from '../../simulator/server';
import { Engine, type RunOptions } from './harness';
import { useSkippedWaits } from './skipWaits';

/** The built node and a simulator of its own for a suite. */
export interface TestWorld {
	engine: Engine;
	simulator: Simulator;
	credential: { apiKey: string; baseUrl: string };
	/** Runs one operation of Indexed Asset. */
	run(
		operation: string,
		parameters: RunOptions['parameters'],
		options?: Partial<Omit<RunOptions, 'parameters'>>,
	): ReturnType<Engine['run']>;
	/** What reached the simulator since the test began, as `POST /indexes/a/indexed-assets`. */
	sent(): string[];
}

/** Starts both for the suite; each test begins with an empty log, without faults and without quotas. */
export function useWorld({
	skipWaits = true,
	...options
}: Parameters<typeof startSimulator>[0] & {
	/** Pauses of the node take no time, see `SkippedWaits`. */
	skipWaits?: boolean;
} = {}): TestWorld {
	const world = {
		run: (operation, parameters, more = {}) =>
			world.engine.run({
				parameters: { resource: 'indexedAsset', operation, ...parameters },
				credential: world.credential,
				...more,
			}),
		sent: () => world.simulator.requests.map(({ method, path }) => `${method} ${path}`),
	} as TestWorld;

	if (skipWaits) useSkippedWaits();
	beforeAll(async () => {
		world.engine = await Engine.load();
		world.simulator = await startSimulator(options);
		world.credential = { apiKey: world.simulator.apiKey, baseUrl: world.simulator.url };
	});
	beforeEach(() => {
		world.simulator.requests.length = 0;
		world.simulator.faults.clear();
		world.simulator.quotas.clear();
	});
	// The contract holds in every test: what the node sends, and what the simulator answers.
	afterEach(() => {
		expect(world.simulator.refusedRequests).toEqual([]);
		expect(world.simulator.contractViolations).toEqual([]);
	});
	afterAll(async () => await world.simulator.close());
	return world;
}
