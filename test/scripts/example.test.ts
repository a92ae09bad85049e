/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- development only, never published */
import { join } from 'node:path';

import { EXAMPLE, readExample, withCredential, withSubject } from '../../scripts/example';
import { NODE_TYPES } from '../../scripts/names';
import type { WorkflowDraft } from '../../scripts/n8n/clientTypes';
import { DEMO } from '../../simulator/demo';

const nodeNamed = ({ nodes }: WorkflowDraft, wanted: string) =>
	nodes.find(({ name }) => name === wanted);

describe('The example workflow', () => {
	let example: WorkflowDraft;
	beforeAll(async () => {
		example = await readExample(join(__dirname, '../..'), EXAMPLE.file);
	});

	it("indexes what the simulator's demonstration holds", () => {
		expect(nodeNamed(example, 'Index Asset')?.parameters).toMatchObject({
			indexId: { value: DEMO.indexes.productDemos },
			assetId: { value: DEMO.assets.onboarding },
		});
	});

	it('names no credential, and is given one in every node of ours', () => {
		expect(JSON.stringify(example)).not.toContain('credentials');
		const { nodes } = withCredential(example, { id: '7', name: 'Mine', type: 'twelveLabsApi' });
		for (const { type, credentials } of nodes) {
			expect(credentials).toEqual(
				NODE_TYPES.includes(type) ? { twelveLabsApi: { id: '7', name: 'Mine' } } : undefined,
			);
		}
	});

	it('indexes in a real account what is asked for, and not twice', () => {
		const aimed = withSubject(example, { indexId: 'i', assetId: 'a' });
		expect(nodeNamed(aimed, 'Index Asset')?.parameters).toMatchObject({
			indexId: { __rl: true, mode: 'id', value: 'i' },
			assetId: { __rl: true, mode: 'id', value: 'a' },
			options: { waitForCompletion: true, maxWaitMinutes: 10, skipIfIndexed: true },
		});
		expect(nodeNamed(aimed, 'Get Indexed Asset')).toBe(nodeNamed(example, 'Get Indexed Asset'));
	});
});
