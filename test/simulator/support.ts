import { manualClock, type ManualClock } from '../../simulator/clock';
import { startSimulator, type Simulator, type SimulatorOptions } from '../../simulator/server';

/** What came back, with the body parsed where it is JSON. */
interface Got<Body> {
	status: number;
	headers: Headers;
	body: Body;
}

/** A simulator on a clock that stands still, and a plain client for it that knows nothing of any node. */
export interface Bench {
	simulator: Simulator;
	clock: ManualClock;
	call<Body = Record<string, unknown>>(
		method: string,
		path: string,
		body?: object | string,
		headers?: Record<string, string>,
	): Promise<Got<Body>>;
}

/** One page of a list, reduced to what the tests compare. */
export interface Listed {
	data: Array<{ _id: string; status: string }>;
	page_info: { limit_per_page: number; page: number; total_page: number; total_results: number };
}

/** Starts a bench. The caller closes its simulator. */
export async function startBench(options: SimulatorOptions = {}): Promise<Bench> {
	const clock = manualClock();
	const simulator = await startSimulator({ clock, ...options });
	return {
		simulator,
		clock,
		call: async <Body>(
			method: string,
			path: string,
			body?: object | string,
			headers: Record<string, string> = {},
		) => {
			const response = await fetch(simulator.url + path, {
				method,
				headers: {
					'x-api-key': simulator.apiKey,
					...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
					...headers,
				},
				body: typeof body === 'object' ? JSON.stringify(body) : body,
			});
			const text = await response.text();
			return {
				status: response.status,
				headers: response.headers,
				body: (text === '' ? undefined : JSON.parse(text)) as Body,
			};
		},
	};
}

/** A bench of its own for each test. Whatever is asked of it, its answers keep to the contract. */
export function useBench(options: SimulatorOptions = {}): Bench {
	const bench = {} as Bench;
	beforeEach(async () => {
		Object.assign(bench, await startBench(options));
	});
	afterEach(async () => {
		await bench.simulator.close();
		expect(bench.simulator.contractViolations).toEqual([]);
	});
	return bench;
}

/** An asset that can be indexed, and an empty index for it, anew for each test of a bench. */
export function useIndexing(bench: Bench) {
	const place = { path: '', assetId: '' };
	beforeEach(() => {
		const { world } = bench.simulator;
		place.path = `/indexes/${world.addIndex().id}/indexed-assets`;
		place.assetId = world.addAsset({ status: 'ready' }).id;
	});
	return {
		place,
		create: async () => await bench.call('POST', place.path, { asset_id: place.assetId }),
		/** How often the asset has been indexed. */
		entries: () => bench.simulator.world.usesOf(place.assetId).length,
		/** What each request so far was answered. */
		statuses: () => bench.simulator.requests.map(({ status }) => status),
	};
}
