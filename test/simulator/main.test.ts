import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { DEMO } from '../../simulator/demo';
import { startBench, type Bench, type Listed } from './support';

const PROJECT = join(__dirname, '..', '..');

interface Ended {
	code: number | null;
	output: string;
}

/** The command as a user runs it. */
function run(...options: string[]): { child: ChildProcess; ended: Promise<Ended>; text(): string } {
	const command = ['--import', 'tsx', 'simulator/main.ts', ...options];
	const child = spawn(process.execPath, command, { cwd: PROJECT });
	let output = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.on('data', (chunk: Buffer) => {
			output += chunk.toString();
		});
	}
	const ended = new Promise<Ended>((resolve) => {
		child.once('close', (code) => resolve({ code, output }));
	});
	return { child, ended, text: () => output };
}

describe('npm run simulator', () => {
	it('prints where it listens and with which key, and ends with SIGTERM', async () => {
		const { child, ended, text } = run('--demo', '--speed', '10');
		let url: string | undefined;
		while (url === undefined && child.exitCode === null) {
			await new Promise((resolve) => setTimeout(resolve, 50));
			url = /^Base URL: (\S+)$/m.exec(text())?.[1];
		}
		const key = /^API key: +(\S+)$/m.exec(text())?.[1] ?? '';
		const response = await fetch(`${url}/indexes`, { headers: { 'x-api-key': key } });
		const { data } = (await response.json()) as Listed;
		expect(data.map(({ _id: id }) => id)).toEqual([
			DEMO.indexes.conferenceTalks,
			DEMO.indexes.productDemos,
		]);
		child.kill('SIGTERM');
		expect((await ended).code).toBe(0);
	});

	it('says what to do when the port is in use', async () => {
		const other = createServer().listen(0, '127.0.0.1');
		await new Promise((resolve) => other.once('listening', resolve));
		const address = other.address();
		const port = typeof address === 'object' ? address?.port : undefined;
		const { code, output } = await run('--port', String(port)).ended;
		other.close();
		expect(code).toBe(1);
		expect(output).toContain('--port');
		expect(output).not.toContain('    at ');
	});

	it('explains itself, and refuses options that make no sense', async () => {
		const [help, port, speed, unknown] = await Promise.all(
			[['--help'], ['--port', 'x'], ['--speed=-1'], ['--wat']].map((words) => run(...words).ended),
		);
		expect(help).toMatchObject({ code: 0, output: expect.stringContaining('--speed N') });
		expect(port).toMatchObject({ code: 1, output: expect.stringContaining('--port x') });
		expect(speed).toMatchObject({ code: 1, output: expect.stringContaining('--speed -1') });
		expect(unknown).toMatchObject({ code: 1, output: expect.stringContaining('--wat') });
	});
});

describe('The demonstration', () => {
	let bench: Bench;
	beforeAll(async () => {
		bench = await startBench({ demo: true });
	});
	afterAll(async () => await bench.simulator.close());

	it('has the same ids at every start', async () => {
		const ids = async (path: string) =>
			(await bench.call<Listed>('GET', path)).body.data.map(({ _id: id }) => id).sort();
		expect(await ids('/assets')).toEqual(Object.values(DEMO.assets).sort());
		const talks = `/indexes/${DEMO.indexes.conferenceTalks}/indexed-assets`;
		expect(await ids(talks)).toEqual(Object.values(DEMO.indexedAssets).sort());
		expect(await ids(`${talks}?status=failed`)).toEqual([DEMO.indexedAssets.tutorial]);
		expect(bench.simulator.contractViolations).toEqual([]);
	});

	it('has a collection with the people of its videos, who are ready to be searched for', async () => {
		const collection = `/entity-collections/${DEMO.entityCollections.speakers}`;
		const { data } = (await bench.call<Listed>('GET', `${collection}/entities`)).body;
		expect(data).toMatchObject([
			{ _id: DEMO.entities.jonas, name: 'Jonas Brandt', status: 'ready' },
			{ _id: DEMO.entities.ruth, name: 'Ruth Ekpo', status: 'ready' },
		]);
		expect(bench.simulator.contractViolations).toEqual([]);
	});

	it('has one asset that is still processing, and one that failed', async () => {
		const asset = async (id: string) => (await bench.call('GET', `/assets/${id}`)).body;
		expect(await asset(DEMO.assets.webinar)).toMatchObject({ status: 'processing' });
		expect(await asset(DEMO.assets.damaged)).toMatchObject({ status: 'failed' });
		expect(await asset(DEMO.assets.openingTalk)).toMatchObject({ status: 'ready' });
	});
});
