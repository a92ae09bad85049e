import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { readExample } from '../../scripts/example';
import type { NodeType } from '../../scripts/n8n/clientTypes';
import { saveAccess } from './canvas';
import type { FreshN8n } from './communityPackages';
import { analysisFinished } from './examples/analysisFinished';
import { asking } from './examples/asking';
import { chapters } from './examples/chapters';
import { people } from './examples/people';
import { rows } from './examples/rows';
import { indexing } from './examples/indexing';
import type { Proof } from './examples/proof';
import { expiringAndFailed } from './examples/report';
import { scene } from './examples/scene';
import { segments } from './examples/segments';
import { subtitles } from './examples/subtitles';
import { VECTOR_STORE_EXAMPLES } from './examples/vectorStore';
import type { Stage } from './part';

/** Run by the part `Vector store in PostgreSQL`. */
const PROVEN_THERE = VECTOR_STORE_EXAMPLES;

/** Of every other example, in the order in which they run. */
const PROOFS: Proof[] = [
	indexing,
	subtitles,
	scene,
	segments,
	asking,
	chapters,
	rows,
	analysisFinished,
	expiringAndFailed,
	people,
];

/** Each example, as it is imported, in an n8n without any configuration. */
export async function checkExamples(stage: Stage, { client, simulator }: FreshN8n): Promise<void> {
	const { check, repository } = stage;
	const credential = await saveAccess(client, simulator);
	await check('every example is run, and uses node types that this n8n has', async () => {
		const files = await readdir(join(repository, 'examples'));
		const proven = [...PROOFS.flatMap((proof) => proof.files), ...PROVEN_THERE];
		assert.deepEqual(files.filter((file) => file.endsWith('.json')).sort(), proven.sort());
		const types = await client.nodeTypes();
		for (const file of proven) assert.deepEqual(await unknownTypes(types, repository, file), []);
	});
	for (const proof of PROOFS) await proof.check(stage, { client, simulator, credential });
}

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
