import { until } from '../until';
import { startBench, type Bench } from './support';

let bench: Bench;
let path: string;
let assetId: string;

beforeEach(async () => {
	bench = await startBench();
	const { world } = bench.simulator;
	path = `/indexes/${world.addIndex().id}/indexed-assets`;
	assetId = world.addAsset({ status: 'ready' }).id;
});
afterEach(async () => {
	await bench.simulator.close();
	expect(bench.simulator.contractViolations).toEqual([]);
});

const create = async () => await bench.call('POST', path, { asset_id: assetId });
const entries = () => bench.simulator.world.usesOf(assetId).length;
const statuses = () => bench.simulator.requests.map(({ status }) => status);
const refused = { cause: { code: 'ECONNREFUSED' } };

describe('An outage', () => {
	it('refuses connections, until the same address answers again with everything it held', async () => {
		const { simulator } = bench;
		await create();
		for (let n = 0; n < 3; n++) {
			await simulator.outage();
			await expect(create()).rejects.toMatchObject(refused);
			await expect(create()).rejects.toMatchObject(refused);
			await simulator.recover();
			expect((await create()).status).toBe(202);
		}
		expect(statuses()).toEqual([202, 202, 202, 202]);
		expect(entries()).toBe(4);
	});

	it('drops the connections that wait for an answer', async () => {
		const { simulator } = bench;
		simulator.faults.add({ respond: { delayMs: 600_000 } });
		const dropped = expect(create()).rejects.toThrow('fetch failed');
		await until(() => simulator.requests.length === 1);
		await simulator.outage();
		await dropped;
		expect(entries()).toBe(0);
	});

	it('may be asked for, and ended, more than once', async () => {
		const { simulator } = bench;
		await simulator.recover();
		await simulator.outage();
		await simulator.outage();
		await expect(create()).rejects.toMatchObject(refused);
		await simulator.recover();
		await simulator.recover();
		expect((await create()).status).toBe(202);
	});

	it('does not keep the simulator from closing', async () => {
		await bench.simulator.outage();
		await bench.simulator.close();
		await expect(create()).rejects.toMatchObject(refused);
	});
});
