import assert from 'node:assert/strict';

import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { byId, withCredential } from '../../../scripts/example';
import { outputOf } from '../../../scripts/n8n/executions';
import type { Execution, WorkflowDraft } from '../../../scripts/n8n/clientTypes';
import { NODE_TYPE } from '../../../scripts/names';
import { openCanvas } from '../canvas';
import { fineCases, isFine, mixedCases, type Case } from '../indexingCases';
import type { Part } from '../part';
import { ITEMS, itemsNode, leadsTo, START } from '../workflows';

const WITHIN_MS = 60_000;

const INDEX_ASSET = 'Index Asset';

const DAY_MS = 24 * 60 * 60_000;

/** Far less than the ninety seconds that an item waits for a limit that ends in time. */
const AT_ONCE_MS = 30_000;

/** The requests that were under way when the first was refused, and one for each group of items that comes after that. */
const LATE_ITEMS = 60;
const MAX_REFUSED = LATE_ITEMS / 2;

/** *Continue (using error output)*: what worked leaves by one output, what did not by the other, and nothing is lost. */
export const outputs: Part = {
	name: 'Both outputs',
	needs: [],
	withinMinutes: 3,
	async run(stage) {
		const { simulator, client, credential } = await openCanvas(stage);
		const { world } = simulator;
		const { id: indexId } = world.addIndex();
		const execute = async (cases: Case[]) => {
			const items = cases.map(({ asset, year }) => ({ asset, year }));
			const draft = withCredential(indexing(indexId, items), credential);
			const { id } = await client.createWorkflow(draft);
			return await client.finished(await client.run(id, START.name), WITHIN_MS);
		};

		const cases = mixedCases(simulator);
		const execution = await execute(cases);
		const succeeded = outputOf(execution, INDEX_ASSET);
		const rejected = outputOf(execution, INDEX_ASSET, 1);

		await stage.check('the workflow goes on although most items could not be indexed', async () => {
			assert.equal(execution.status, 'success');
		});
		await stage.check('what worked leaves by the first output, paired with its input', async () => {
			assert.deepEqual(pairing(succeeded), numbersOf(cases, isFine));
			assert.deepEqual(
				succeeded.map(({ json }) => json.asset_id),
				cases.filter(isFine).map(({ asset }) => asset),
			);
		});
		await stage.check('what did not leaves by the second, paired, and with its input', async () => {
			assert.deepEqual(
				pairing(rejected),
				numbersOf(cases, (item) => !isFine(item)),
			);
			for (const [number, { json }] of entriesOf(rejected)) {
				const { asset, year } = cases[number];
				assert.deepEqual({ asset: json.asset, year: json.year }, { asset, year });
			}
		});
		await stage.check('each trouble says what happened, and what to do next', async () => {
			for (const [number, { json }] of entriesOf(rejected)) {
				const { trouble } = cases[number];
				const details = json.details as IDataObject;
				assert.match(String(json.error), trouble?.error ?? /^$/);
				assert.match(String(details.next), trouble?.next ?? /^$/);
				assert.equal(details.httpStatus, trouble?.httpStatus);
			}
		});
		await stage.check('what worked was indexed once, and nothing else was', async () => {
			const indexed = world.indexedAssetsOf(indexId).map(({ assetId }) => assetId);
			const fine = cases.filter(isFine).map(({ asset }) => asset);
			assert.deepEqual(indexed.sort(), fine.sort());
		});

		// A trailing day, so that it does not reset at midnight in the middle of the test.
		const quota = simulator.quotas.add({
			limit: 1,
			used: 1,
			windowMs: DAY_MS,
			algorithm: 'sliding',
			on: 'indexes-indexedAssets.create',
		});
		const late = fineCases(simulator, LATE_ITEMS);
		const refused = await execute(late);

		await stage.check('of a used-up day every item says at once when it resets', async () => {
			assert.equal(refused.status, 'success');
			assert.deepEqual(outputOf(refused, INDEX_ASSET), []);
			const items = outputOf(refused, INDEX_ASSET, 1);
			assert.deepEqual(pairing(items), numbersOf(late, isFine));
			for (const { json } of items) {
				const { httpStatus, resetsAt } = json.details as IDataObject;
				assert.equal(httpStatus, 429);
				const resetsIn = Date.parse(String(resetsAt)) - Date.now();
				assert.ok(Math.abs(resetsIn - DAY_MS) < WITHIN_MS, `resets at ${String(resetsAt)}`);
			}
			assert.ok(runTime(refused) < AT_ONCE_MS, `it took ${runTime(refused)} ms`);
			assert.ok(quota.refused <= MAX_REFUSED, `${quota.refused} requests were refused`);
		});
		stage.report(
			`${cases.length} + ${late.length} items, ${quota.refused} requests over the limit`,
		);
	},
};

const numbersOf = (cases: Case[], filter: (item: Case) => boolean): number[] =>
	cases.flatMap((item, number) => (filter(item) ? [number] : []));

/** The number of the input item that each output item is paired with. */
const pairing = (items: INodeExecutionData[]): unknown[] =>
	items.map(({ pairedItem }) => (pairedItem as { item: number } | undefined)?.item);

const entriesOf = (items: INodeExecutionData[]) =>
	items.map((item): [number, INodeExecutionData] => [Number(pairing([item])[0]), item]);

const runTime = ({ startedAt, stoppedAt }: Execution): number =>
	Date.parse(stoppedAt ?? '') - Date.parse(startedAt ?? '');

/** A trigger, the items, and Index Asset. */
const indexing = (indexId: string, items: IDataObject[]): WorkflowDraft => ({
	name: 'Both outputs',
	nodes: [
		START,
		itemsNode(items),
		{
			id: 'index',
			name: INDEX_ASSET,
			type: NODE_TYPE,
			typeVersion: 1,
			position: [400, 0],
			onError: 'continueErrorOutput',
			parameters: {
				resource: 'indexedAsset',
				operation: 'create',
				indexId: byId(indexId),
				assetId: byId('={{ $json.asset }}'),
				userMetadata: {
					fields: [{ key: 'year', type: 'integer', value: '={{ $json.year }}' }],
				},
				options: {},
			},
		},
	],
	connections: {
		[START.name]: leadsTo(ITEMS),
		[ITEMS]: leadsTo(INDEX_ASSET),
	},
});
