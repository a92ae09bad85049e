import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import {
	DEMO_SUBJECT,
	EXAMPLE,
	readExample,
	SUBTITLES_EXAMPLE,
	UPLOAD_EXAMPLE,
	VIDEO,
	WATCH_EXAMPLE,
	watching,
	withAsset,
	withCredential,
	withIndex,
	withSubject,
} from '../../scripts/example';
import { outputOf, type N8nClient } from '../../scripts/n8n/client';
import type { Credential, NodeType } from '../../scripts/n8n/clientTypes';
import type { Outcome } from '../../scripts/outcome';
import { runExample } from '../../scripts/runExample';
import { runUpload } from '../../scripts/runUpload';
import { TwelveLabs } from '../../scripts/twelveLabs';
import { watchFiring } from '../../scripts/watchExample';
import type { World } from '../../simulator/world';
import { saveAccess } from './canvas';
import type { FreshN8n } from './communityPackages';
import type { Stage } from './part';

const WITHIN_MS = 60_000;

/** A new one needs a check below. */
const FILES = [EXAMPLE, UPLOAD_EXAMPLE, SUBTITLES_EXAMPLE, WATCH_EXAMPLE].map(({ file }) => file);

/** Each example, as it is imported, in an n8n without any configuration. */
export async function checkExamples(stage: Stage, { client, simulator }: FreshN8n): Promise<void> {
	const { repository, signal } = stage;
	const { apiKey, url: baseUrl, world } = simulator;
	const credential = await saveAccess(client, simulator);
	const api = new TwelveLabs({ apiKey, baseUrl }, signal);
	const { indexId } = DEMO_SUBJECT;
	await stage.check('every example uses node types that this n8n has', async () => {
		const files = await readdir(join(repository, 'examples'));
		assert.deepEqual(files.filter((file) => file.endsWith('.json')).sort(), [...FILES].sort());
		const types = await client.nodeTypes();
		for (const file of FILES) assert.deepEqual(await unknownTypes(types, repository, file), []);
	});

	const since = Date.now();
	const watch = watching(await readExample(repository, WATCH_EXAMPLE.file), indexId);
	let workflowId = '';
	await stage.check(`${WATCH_EXAMPLE.file} can be imported and published`, async () => {
		workflowId = (await client.createWorkflow(withCredential(watch, credential))).id;
		await client.publish(workflowId);
	});
	const fires = async ({ ready, error, rows, indexedAssetId }: Outcome) => {
		assert.ok(ready && indexedAssetId, error ?? JSON.stringify(rows));
		const firing = await watchFiring(client, { workflowId, indexedAssetId, since }, signal);
		assert.ok(firing.once, firing.row.join(' '));
		const executions = await client.executions(workflowId);
		for (const { id } of executions) {
			assert.equal((await client.finished(id, WITHIN_MS)).status, 'success');
		}
	};

	const example = await readExample(repository, EXAMPLE.file);
	await stage.check(
		`${EXAMPLE.file} runs to success, and ${WATCH_EXAMPLE.file} then by itself, once`,
		async () => {
			const subject = DEMO_SUBJECT;
			const draft = withCredential(withSubject(example, subject), credential);
			const { id } = await client.createWorkflow(draft);
			await fires(await runExample(client, api, { id, subject }));
		},
	);
	await stage.check(
		`a file in the form of ${UPLOAD_EXAMPLE.file} is uploaded as it is and indexed, and ${WATCH_EXAMPLE.file} runs`,
		async () => {
			const upload = withIndex(await readExample(repository, UPLOAD_EXAMPLE.file), indexId);
			const { id } = await client.createWorkflow(withCredential(upload, credential));
			await client.publish(id);
			await fires(await runUpload(client, api, { id, indexId, repository }));
			const content = await readFile(join(repository, VIDEO.file));
			assert.deepEqual(hashesOf(world, VIDEO.name), [
				createHash('sha256').update(content).digest('hex'),
			]);
		},
	);
	await checkSubtitles(stage, client, credential);
}

async function checkSubtitles(
	{ check, repository }: Stage,
	client: N8nClient,
	credential: Credential,
): Promise<void> {
	await check(`${SUBTITLES_EXAMPLE.file} makes a subtitle file, named like the asset`, async () => {
		const example = await readExample(repository, SUBTITLES_EXAMPLE.file);
		const draft = withCredential(withAsset(example, DEMO_SUBJECT.assetId), credential);
		const { id } = await client.createWorkflow(draft);
		const run = await client.run(id, SUBTITLES_EXAMPLE.trigger);
		const execution = await client.finished(run, WITHIN_MS);
		assert.equal(execution.status, 'success', execution.data.resultData.error?.message);
		const [{ json, binary }] = outputOf(execution, SUBTITLES_EXAMPLE.getSubtitles);
		assert.match(String(json.text), /^1\n00:00:\d\d,\d{3} --> 00:00:\d\d,\d{3}\n\S/);
		assert.equal(binary?.data.fileName, 'onboarding-tour.srt');
	});
}

/** Of the bytes of every asset of that name. */
const hashesOf = ({ assets }: World, name: string): unknown[] =>
	[...assets.values()].filter(({ filename }) => filename === name).map(({ sha256 }) => sha256);

/** Nodes of an example that are not among these types, or not in that version. */
async function unknownTypes(
	types: NodeType[],
	repository: string,
	file: string,
): Promise<string[]> {
	const { nodes } = await readExample(repository, file);
	return nodes
		.filter(
			({ type, typeVersion }) =>
				!types.some(({ name, version }) => name === type && [version].flat().includes(typeVersion)),
		)
		.map(({ type, typeVersion }) => `${type} ${typeVersion}`);
}
