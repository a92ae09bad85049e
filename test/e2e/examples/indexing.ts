import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import {
	DEMO_SUBJECT,
	EXAMPLE,
	readExample,
	UPLOAD_EXAMPLE,
	VIDEO,
	WATCH_EXAMPLE,
	watching,
	withCredential,
	withIndex,
	withSubject,
} from '../../../scripts/example';
import type { Outcome } from '../../../scripts/outcome';
import { runExample } from '../../../scripts/runExample';
import { runUpload } from '../../../scripts/runUpload';
import { TwelveLabs } from '../../../scripts/twelveLabs';
import { watchFiring } from '../../../scripts/watchExample';
import type { World } from '../../../simulator/world';
import { succeeded, type Proof } from './proof';

/** What is indexed, by hand or by a form, starts the example that watches. */
export const indexing: Proof = {
	files: [EXAMPLE, UPLOAD_EXAMPLE, WATCH_EXAMPLE].map(({ file }) => file),
	async check({ check, repository, signal }, { client, simulator, credential }) {
		const { apiKey, url: baseUrl, world } = simulator;
		const api = new TwelveLabs({ apiKey, baseUrl }, signal);
		const { indexId } = DEMO_SUBJECT;
		const since = Date.now();
		const watch = watching(await readExample(repository, WATCH_EXAMPLE.file), indexId);
		let workflowId = '';
		await check(`${WATCH_EXAMPLE.file} can be imported and published`, async () => {
			workflowId = (await client.createWorkflow(withCredential(watch, credential))).id;
			await client.publish(workflowId);
		});
		const fires = async ({ ready, error, rows, indexedAssetId }: Outcome) => {
			assert.ok(ready && indexedAssetId, error ?? JSON.stringify(rows));
			const firing = await watchFiring(client, { workflowId, indexedAssetId, since }, signal);
			assert.ok(firing.once, firing.row.join(' '));
			for (const { id } of await client.executions(workflowId)) await succeeded(client, id);
		};

		const example = await readExample(repository, EXAMPLE.file);
		await check(
			`${EXAMPLE.file} runs to success, and ${WATCH_EXAMPLE.file} then by itself, once`,
			async () => {
				const subject = DEMO_SUBJECT;
				const draft = withCredential(withSubject(example, subject), credential);
				const { id } = await client.createWorkflow(draft);
				await fires(await runExample(client, api, { id, subject }));
			},
		);
		await check(
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
	},
};

/** Of the bytes of every asset of that name. */
const hashesOf = ({ assets }: World, name: string): unknown[] =>
	[...assets.values()].filter(({ filename }) => filename === name).map(({ sha256 }) => sha256);
