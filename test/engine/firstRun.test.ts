import { resolve } from 'node:path';

import { runUploadExample } from '../../scripts/engine/runUploadExample';
import { firstRunTable } from '../../scripts/firstRunTable';
import { DEMO } from '../../simulator/demo';
import { useWorld } from './world';

const REPOSITORY = resolve(__dirname, '../..');

const world = useWorld({ demo: true });

const run = async (indexId: string) =>
	await runUploadExample({ repository: REPOSITORY, indexId, ...world.credential });

describe('the first run that npm start shows', () => {
	test('uploads the video and indexes it until it is ready', async () => {
		const { nodes, error } = await run(DEMO.indexes.productDemos);
		expect(error).toBeUndefined();
		expect(nodes.map(({ name }) => name)).toEqual(['Upload', 'Index Asset']);
		const [[asset], [indexed]] = nodes.map(({ items }) => items);
		expect(asset.filename).toBe('moving-shapes.mp4');
		expect(indexed).toMatchObject({ asset_id: asset._id, status: 'ready' });
	});

	test('is a table of what went in, what came out, and how long it took', () => {
		const milliseconds = 1_234;
		const lines = firstRunTable(REPOSITORY, {
			nodes: [
				{
					name: 'Upload',
					milliseconds,
					items: [{ _id: '1', filename: 'a.mp4', tags: ['b'.repeat(100)] }],
				},
			],
		});
		expect(lines).toMatch(/In +│ moving-shapes\.mp4, video\/mp4, 59 kB/);
		expect(lines).toMatch(/Upload, 1\.2 s │ _id {7}1 /);
		expect(lines).toMatch(/│ filename {2}a\.mp4 /);
		expect(lines).toMatch(/│ tags {6}\["b{57}… /);
	});

	test('says what ended it', async () => {
		const { nodes, error } = await run('000000000000000000000000');
		expect(nodes.map(({ name }) => name)).toContain('Upload');
		expect(error).toMatch(/Index .*does not exist/);
	});
});
