import { until } from '../until';
import { useBench, useIndexing } from './support';

const bench = useBench();
const { create, entries, statuses } = useIndexing(bench);

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
