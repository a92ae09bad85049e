import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';

import { readExample, SCENE_EXAMPLE, withCredential, withOpenChat } from '../../../scripts/example';
import { DEMO } from '../../../simulator/demo';
import type { Proof } from './proof';

const { file, chat } = SCENE_EXAMPLE;

const ANSWER_WITHIN_MS = 60_000;

export const scene: Proof = {
	files: [file],
	async check({ check, repository, signal }, { client, simulator, credential }) {
		let webhook = '';
		await check(`${file} can be imported and published`, async () => {
			const example = await readExample(repository, file);
			const draft = withOpenChat(example, DEMO.indexes.conferenceTalks);
			const { id } = await client.createWorkflow(withCredential(draft, credential));
			await client.publish(id);
			const { nodes } = await client.workflow(id);
			webhook = nodes.find(({ name }) => name === chat)?.webhookId ?? '';
		});
		/** What the chat shows for a message, as its page asks for it. */
		const answer = async (chatInput: string): Promise<string> => {
			const response = await fetch(`${client.url}/webhook/${webhook}/chat`, {
				method: 'POST',
				headers: { 'Content-Type': 'application/json' },
				body: JSON.stringify({ action: 'sendMessage', sessionId: randomUUID(), chatInput }),
				signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
			});
			const text = await response.text();
			assert.equal(response.status, 200, text);
			return (JSON.parse(text) as { output: string }).output;
		};
		await check(`its chat names the file and the time of each scene that it finds`, async () => {
			const scenes = (await answer('crane quay')).split('\n\n');
			assert.equal(scenes.length, 5);
			for (const line of scenes) {
				assert.match(line, /^\*\*customer-interview\.mp4\*\* at \d\d:\d\d:\d\d: \S/);
			}
			assert.equal(
				simulator.requests.filter(({ operationId }) => operationId === 'search.create').length,
				1,
			);
		});
		await check('and says so where it finds none', async () => {
			assert.equal(await answer('zebra'), 'Nothing in the videos fits that.');
		});
	},
};
