import { byId } from './harness';
import { CREATE } from './storm';
import { useWorld } from './world';

const world = useWorld({
	durations: { processing: 20_000, pending: 5_000, queued: 20_000, indexing: 900_000 },
});

const SECOND = 1_000;

/** Runs Index Asset for assets by hand, and gives what stands in the console of the editor. */
async function consoleOf(
	assetIds: string[],
	options: Record<string, boolean> = {},
): Promise<string[]> {
	const lines: string[] = [];
	const { id } = world.simulator.world.addIndex();
	await world.run(
		'create',
		{ indexId: byId(id), assetId: byId('={{ $json.asset }}'), options },
		{
			input: assetIds.map((asset) => ({ json: { asset } })),
			onConsole: (line) => lines.push(line),
		},
	);
	return lines;
}

test('each pause for a rate limit is one line, with how many items are done', async () => {
	world.simulator.quotas.add({ on: CREATE, limit: 20, windowMs: 60 * SECOND });
	const assets = Array.from(
		{ length: 50 },
		() => world.simulator.world.addAsset({ status: 'ready' }).id,
	);
	const lines = await consoleOf(assets);
	const pauses = lines.filter((line) => line.includes('pausing'));
	expect(pauses.length).toBeGreaterThan(0);
	expect(pauses.length).toBeLessThanOrEqual(5);
	for (const line of pauses) {
		expect(line).toMatch(/^Rate limit: pausing \d+ s, \d+ of 50 items done$/);
	}
});

test('a rate slower than one a second is a line', async () => {
	world.simulator.quotas.add({ on: CREATE, limit: 20, windowMs: 60 * SECOND });
	const assets = Array.from(
		{ length: 90 },
		() => world.simulator.world.addAsset({ status: 'ready' }).id,
	);
	const lines = await consoleOf(assets);
	expect(lines).toContainEqual(
		expect.stringMatching(/^Rate limit: about \d+ requests a minute, \d+ of 90 items done$/),
	);
});

test('each status that a wait meets is a line', async () => {
	const { id } = world.simulator.world.addAsset();
	const lines = await consoleOf([id], { waitForAsset: true, waitForCompletion: true });
	expect(lines[0]).toBe(`Asset ${id}: processing`);
	expect(lines).toContainEqual(
		expect.stringMatching(
			/^Indexed asset \w+: indexing, waiting for \d+(\.\d)? (second|minute)s?$/,
		),
	);
	expect(lines.length).toBeLessThanOrEqual(8);
});

test('a run that waits for nothing says nothing', async () => {
	const { id } = world.simulator.world.addAsset({ status: 'ready' });
	expect(await consoleOf([id])).toEqual([]);
});
