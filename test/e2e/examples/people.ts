import assert from 'node:assert/strict';

import {
	byId,
	readExample,
	ROSTER_EXAMPLE,
	WHO_EXAMPLE,
	withCredential,
	withParameters,
} from '../../../scripts/example';
import { outputOf } from '../../../scripts/n8n/executions';
import { DEMO } from '../../../simulator/demo';
import { DataTable } from './dataTable';
import { ranByHand, succeeded, type Proof } from './proof';

const { table } = ROSTER_EXAMPLE;

/** The last one is no photo. */
const ROSTER = [
	{ name: 'Ruth Ekpo', photo_url: 'https://photos.example.com/ruth.png' },
	{ name: 'Jonas Brandt', photo_url: 'https://photos.example.com/jonas.png' },
	{ name: 'Mai Nguyen', photo_url: 'https://photos.example.com/mai.mp4' },
];

const DAY_MS = 86_400_000;

const WITHIN_MS = 120_000;

export const people: Proof = {
	files: [ROSTER_EXAMPLE.file, WHO_EXAMPLE.file],
	async check({ check, repository }, { client, simulator, credential }) {
		const { world } = simulator;
		const collection = world.entities.addCollection({ name: 'Crew' });
		const created = () => world.entities.of(collection.id);
		const sheet = await DataTable.create(client, table.name, table.columns);
		await sheet.add(ROSTER);
		const roster = withParameters(
			withCredential(await readExample(repository, ROSTER_EXAMPLE.file), credential),
			ROSTER_EXAMPLE.create,
			{ entityCollectionId: byId(collection.id) },
		);
		const { id } = await client.createWorkflow(roster);
		const run = async () =>
			await succeeded(client, await client.run(id, ROSTER_EXAMPLE.trigger), WITHIN_MS);

		await check(`${ROSTER_EXAMPLE.file} makes entities, and reports what is no photo`, async () => {
			const execution = await run();
			const ids = created().map((entity) => entity.id);
			assert.equal(ids.length, 2);
			const rows = await sheet.rows();
			assert.deepEqual(
				rows.map((row) => row.entity_id),
				[...ids, null],
			);
			const [{ json }] = outputOf(execution, ROSTER_EXAMPLE.failures);
			assert.match(String(json.error), /did not accept/);
		});
		await check('run again, it makes none twice', async () => {
			await run();
			assert.equal(created().length, 2);
		});
		await check(`${WHO_EXAMPLE.file} names who appeared in the new videos, and when`, async () => {
			const indexId = DEMO.indexes.conferenceTalks;
			const video = (filename: string, createdAt: number) =>
				world.addIndexedAsset({ indexId, filename, createdAt, status: 'ready' });
			video('ruth-ekpo-today.mp4', Date.now());
			video('jonas-brandt-long-ago.mp4', Date.now() - 3 * DAY_MS);
			let draft = withCredential(await readExample(repository, WHO_EXAMPLE.file), credential);
			for (const name of [WHO_EXAMPLE.videos, WHO_EXAMPLE.search]) {
				draft = withParameters(draft, name, { indexId: byId(indexId) });
			}
			draft = withParameters(draft, WHO_EXAMPLE.people, {
				entityCollectionId: byId(collection.id),
			});
			const execution = await ranByHand(client, draft, WHO_EXAMPLE.trigger);
			const messages = outputOf(execution, WHO_EXAMPLE.message).map(({ json }) => json.message);
			assert.equal(messages.length, 1);
			assert.match(
				String(messages[0]),
				/^Ruth Ekpo: ruth-ekpo-today\.mp4 at \d\d:\d\d:\d\d(, .+)?$/,
			);
		});
	},
};
