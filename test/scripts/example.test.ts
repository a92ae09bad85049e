import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import {
	DEMO_SUBJECT,
	EXAMPLE,
	readExample,
	WATCH_EXAMPLE,
	watching,
	withCredential,
	withSubject,
} from '../../scripts/example';
import { NODE_TYPES, TOOL_TYPE } from '../../scripts/names';
import type { WorkflowDraft } from '../../scripts/n8n/clientTypes';
import { World } from '../../simulator/world';
import { realClock } from '../../simulator/clock';
import { seedDemo } from '../../simulator/demo';
import { DEFAULT_DURATIONS } from '../../simulator/lifecycle';

const REPOSITORY = join(__dirname, '../..');

const FILES = readdirSync(join(REPOSITORY, 'examples')).filter((file) => file.endsWith('.json'));

/** IDs of TwelveLabs are of this form. */
const ID = /\b[0-9a-f]{24}\b/;

const OURS = [...NODE_TYPES, TOOL_TYPE];

const STICKY_NOTE = 'n8n-nodes-base.stickyNote';

const nodeNamed = ({ nodes }: WorkflowDraft, wanted: string) =>
	nodes.find(({ name }) => name === wanted);

describe.each(FILES)('The example workflow %s', (file) => {
	let example: WorkflowDraft;
	beforeAll(async () => {
		example = await readExample(REPOSITORY, file);
	});
	const notes = () =>
		example.nodes
			.filter(({ type }) => type === STICKY_NOTE)
			.map(({ parameters }) => String(parameters.content));

	it('names no index, asset or credential of one account', () => {
		const text = JSON.stringify(example);
		expect(text).not.toMatch(ID);
		expect(text).not.toContain('credentials');
	});

	it('says in numbered steps what to do, and names the nodes as they are named on the canvas', () => {
		const [note] = notes();
		const steps = note.split('\n').filter((line) => /^\d+\. /.test(line));
		expect(steps.length).toBeGreaterThanOrEqual(3);
		expect(steps.map((step) => parseInt(step, 10))).toEqual(steps.map((_, n) => n + 1));
		for (const step of steps) expect(step).toMatch(/[.]$/);
		const bold = [...note.matchAll(/\*\*(.+?)\*\*/g)].map(([, name]) => name);
		const buttons = ['Execute workflow', 'Publish', 'Open chat', '+'];
		const names = [...example.nodes.map(({ name }) => name), ...buttons];
		expect(bold.filter((name) => !names.includes(name))).toEqual([]);
	});

	it('has a step for every node of ours in which something is to be chosen', () => {
		const ours = example.nodes.filter(({ type }) => OURS.includes(type));
		for (const { name } of ours) expect(notes().join()).toContain(`**${name}**`);
	});

	it('is given a credential in every node of ours', () => {
		const { nodes } = withCredential(example, { id: '7', name: 'Mine', type: 'twelveLabsApi' });
		for (const { type, credentials } of nodes) {
			expect(credentials).toEqual(
				OURS.includes(type) ? { twelveLabsApi: { id: '7', name: 'Mine' } } : undefined,
			);
		}
	});
});

describe('What npm start chooses in the examples', () => {
	it('is an index and an asset, and the asset is not indexed twice', async () => {
		const example = await readExample(REPOSITORY, EXAMPLE.file);
		const aimed = withSubject(example, { indexId: 'i', assetId: 'a' });
		expect(nodeNamed(aimed, EXAMPLE.indexAsset)?.parameters).toMatchObject({
			indexId: { __rl: true, mode: 'id', value: 'i' },
			assetId: { __rl: true, mode: 'id', value: 'a' },
			options: { skipIfIndexed: true, waitForCompletion: true, maxWaitMinutes: 10 },
		});
		const get = EXAMPLE.getIndexedAsset;
		expect(nodeNamed(aimed, get)).toBe(nodeNamed(example, get));
	});

	it('is the index to watch', async () => {
		const watch = watching(await readExample(REPOSITORY, WATCH_EXAMPLE.file), 'i');
		expect(nodeNamed(watch, WATCH_EXAMPLE.trigger)?.parameters).toMatchObject({
			indexId: { __rl: true, mode: 'id', value: 'i' },
			events: ['ready', 'failed'],
		});
	});

	it("is, without an account, an index without entries and a ready asset of the simulator's", () => {
		const world = new World(realClock, DEFAULT_DURATIONS);
		seedDemo(world, realClock);
		const { indexId, assetId } = DEMO_SUBJECT;
		expect(world.indexes.has(indexId)).toBe(true);
		expect(world.assets.has(assetId)).toBe(true);
		expect(world.indexedAssetsOf(indexId)).toEqual([]);
	});
});
