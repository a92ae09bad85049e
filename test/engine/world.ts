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

/** Starts both. */
export async function startWorld(
	options: Parameters<typeof startSimulator>[0] = {},
): Promise<TestWorld> {
	const engine = await Engine.load();
	const simulator = await startSimulator(options);
	const credential = { apiKey: simulator.apiKey, baseUrl: simulator.url };
	return {
		engine,
		simulator,
		credential,
		run: (operation, parameters, more = {}) =>
			engine.run({
				parameters: { resource: 'indexedAsset', operation, ...parameters },
				credential,
				...more,
			}),
		sent: () => simulator.requests.map(({ method, path }) => `${method} ${path}`),
	};
}

/** Starts both for the suite; each test begins with an empty log, without faults and without quotas. */
export function useWorld({
	skipWaits = true,
	...options
}: Parameters<typeof startSimulator>[0] & {
	/** Pauses of the node take no time, see `SkippedWaits`. */
	skipWaits?: boolean;
} = {}): TestWorld {
	const world = {} as TestWorld;
	if (skipWaits) useSkippedWaits();
	beforeAll(async () => {
		Object.assign(world, await startWorld(options));
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
