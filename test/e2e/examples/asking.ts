import assert from 'node:assert/strict';

import type { IDataObject } from 'n8n-workflow';

import { ASK_EXAMPLE, readExample, withCredential, withLibrary } from '../../../scripts/example';
import { DEMO } from '../../../simulator/demo';
import { saveModelAccess, toolName, withChatModel } from '../agent';
import { startChatModel, type Turn } from '../chatModel';
import { chat } from './chat';
import { succeeded, type Proof } from './proof';

const { file, trigger, search, analyze } = ASK_EXAMPLE;

const BEGINS_WITHIN_MS = 10_000;

const QUESTION = 'Where does a crane unload a ship, and what is said there?';
const ANSWER = 'In customer-interview.mp4, after one minute.';

const SCRIPT: Turn[] = [
	{ tool: toolName(search), arguments: { Query: 'a crane unloads a ship' } },
	([clips]) => ({
		tool: toolName(analyze),
		arguments: {
			Asset: (JSON.parse(clips) as IDataObject[])[0].asset_id,
			Prompt: 'What is said at 00:01:00?',
		},
	}),
];

export const asking: Proof = {
	files: [file],
	async check(stage, { client, credential }) {
		const { check, repository } = stage;
		await check(
			`${file} finds a scene, asks about its video, and answers in the chat`,
			async () => {
				const model = await startChatModel(stage, SCRIPT, ANSWER);
				const example = withCredential(
					withLibrary(await readExample(repository, file), DEMO.indexes.conferenceTalks),
					credential,
				);
				const draft = withChatModel(example, await saveModelAccess(client, model));
				const { id } = await client.createWorkflow(draft);
				assert.equal(await chat(client, { id, trigger }, QUESTION), ANSWER);
				await succeeded(client, await client.begun(id, [], BEGINS_WITHIN_MS));

				const [clips, analysis] = model.answers();
				const [best] = JSON.parse(clips) as IDataObject[];
				assert.deepEqual([best.filename, best.timestamp], ['customer-interview.mp4', '00:01:00']);
				const [answer] = JSON.parse(analysis) as IDataObject[];
				assert.equal(answer.asset_id, DEMO.assets.interview);
				assert.match(String(answer.text), /^customer-interview\.mp4/);
				assert.equal(model.prompt(), QUESTION);
			},
		);
	},
};
