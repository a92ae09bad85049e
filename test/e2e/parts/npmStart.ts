import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { inEngine } from '../../../scripts/engine/inEngine';
import {
	DEMO_SUBJECT,
	EXAMPLE,
	readExample,
	UPLOAD_EXAMPLE,
	withCredential,
	withIndex,
} from '../../../scripts/example';
import { removeFolder } from '../../../scripts/n8n/installFolder';
import { formPathOf } from '../../../scripts/runUpload';
import { SavedExamples } from '../../../scripts/savedExamples';
import { openCanvas, type Canvas } from '../canvas';
import { checkNodeErrors } from '../nodeErrors';
import type { Part, Stage } from '../part';

/** n8n with its user folder below the checkout, which is where `npm start` has it. */
export const npmStart: Part = {
	name: 'npm start',
	needs: [],
	withinMinutes: 4,
	async run(stage) {
		const folder = await folderBelowCheckout(stage);
		await leaveOpenDatabase(join(folder, 'user'));
		const canvas = await openCanvas({ ...stage, folder });
		const { client, simulator, credential, userFolder } = canvas;
		await checkNodeErrors(stage, client, simulator, credential);
		await stage.check('the user alone can read what n8n has written', async () => {
			assert.deepEqual(await readableByOthers(userFolder), []);
		});
		await checkExamples(stage, canvas);
		await checkFirstRun(stage, canvas);
	},
};

/** What is shown while n8n is being installed: the package is built, and this checkout has n8n's engine. */
async function checkFirstRun(
	{ check, repository, signal }: Stage,
	{ simulator }: Canvas,
): Promise<void> {
	await check("the example that uploads runs in n8n's engine, too", async () => {
		const { apiKey, url: baseUrl, world } = simulator;
		const indexId = world.addIndex().id;
		const order = { repository, apiKey, baseUrl, indexId };
		const { nodes, error } = await inEngine(order, signal);
		assert.equal(error, undefined);
		assert.equal(nodes.at(-1)?.items[0].status, 'ready');
	});
}

/** What the user has made of an example is the user's. */
async function checkExamples(
	stage: Stage,
	{ client, credential, userFolder }: Canvas,
): Promise<void> {
	const example = await readExample(stage.repository, EXAMPLE.file);
	// As at the next start, which begins with what the file holds.
	const start = async (workflow = example) =>
		await new SavedExamples(client, join(userFolder, 'examples.json')).save(workflow);
	const first = await start();
	await stage.check('an unchanged example is saved in its place again', async () => {
		await client.run(first.id, EXAMPLE.trigger).catch(() => {});
		assert.deepEqual(await start(), { id: first.id, name: example.name });
	});
	await stage.check(
		'an example that the user changed stays, and gets a copy beside it',
		async () => {
			const { nodes } = await client.workflow(first.id);
			const changed = nodes.map((node) =>
				node.name === EXAMPLE.indexAsset ? { ...node, notes: 'Mine' } : node,
			);
			const mine = await client.updateWorkflow(first.id, { ...example, nodes: changed });
			const second = await start();
			assert.equal(second.edited, example.name);
			assert.equal(second.name, `${example.name} 2`);
			assert.deepEqual((await client.workflow(first.id)).nodes, mine.nodes);
			assert.deepEqual(await start(), { id: second.id, name: second.name });
		},
	);
	await stage.check(
		'the form of a changed example stays, and that of its copy is another',
		async () => {
			const upload = withCredential(
				withIndex(await readExample(stage.repository, UPLOAD_EXAMPLE.file), DEMO_SUBJECT.indexId),
				credential,
			);
			const mine = await start(upload);
			await client.publish(mine.id);
			const { settings, ...workflow } = await client.workflow(mine.id);
			await client.updateWorkflow(mine.id, {
				...workflow,
				settings: { ...settings, timezone: 'UTC' },
			});
			const copy = await start(upload);
			await client.publish(copy.id);
			const [before, after] = await Promise.all(
				[mine, copy].map(async ({ id }) => formPathOf(await client.workflow(id))),
			);
			assert.notEqual(before, after);
			for (const path of [before, after])
				assert.equal((await fetch(`${client.url}${path}`)).status, 200);
		},
	);
	await stage.check('an example that the user deleted is created anew', async () => {
		await client.deleteWorkflow(first.id);
		const { id } = await start();
		await client.deleteWorkflow(id);
		const { name, edited } = await start();
		assert.deepEqual({ name, edited }, { name: example.name, edited: undefined });
	});
}

async function folderBelowCheckout({ repository, cleanup }: Stage): Promise<string> {
	const parent = join(repository, '.n8n');
	await mkdir(parent, { recursive: true });
	const folder = await mkdtemp(join(parent, 'e2e-'));
	cleanup.add(async () => await removeFolder(folder));
	return folder;
}

/** A user folder as version 0.1.0 left it, which every user could read. An empty file is an empty database of SQLite. */
async function leaveOpenDatabase(userFolder: string): Promise<void> {
	const data = join(userFolder, '.n8n');
	await mkdir(data, { recursive: true });
	await writeFile(join(data, 'database.sqlite'), '');
	await chmod(join(data, 'database.sqlite'), 0o644);
	for (const folder of [data, userFolder]) await chmod(folder, 0o755);
}

/** Files and folders, but for installed packages, with any right for another user. */
async function readableByOthers(folder: string): Promise<string[]> {
	const found = ((await stat(folder)).mode & 0o077) === 0 ? [] : [folder];
	for (const entry of await readdir(folder, { withFileTypes: true })) {
		const path = join(folder, entry.name);
		if (entry.name === 'node_modules') continue;
		if (entry.isDirectory()) found.push(...(await readableByOthers(path)));
		if (entry.isFile() && ((await stat(path)).mode & 0o077) !== 0) found.push(path);
	}
	return found;
}
