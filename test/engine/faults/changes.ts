import { setTimeout } from 'node:timers/promises';

import fc from 'fast-check';
import type { INodeExecutionData } from 'n8n-workflow';

import type { QuotaRule } from '../../../simulator/quotas';
import { DEFAULT_SWITCHES, type Switches } from '../../../simulator/switches';
import { byId, itemsOf } from '../harness';
import type { TestWorld } from '../world';
import { quota, scripted, switches } from './stories';
import { inTime, ownKey, QUIET_MS } from './story';
import { LASTING, LIMIT_MS, Script, TROUBLES, type Scripted } from './troubles';
import { unaccounted } from './wrongs';

/** Operations that change an entry, and may be made twice. */
const OPERATIONS = {
	delete: 'indexes-indexedAssets.delete',
	update: 'indexes-indexedAssets.update',
};

export interface ChangeStory {
	operation: keyof typeof OPERATIONS;
	/** Which entry each item names, by number. */
	items: number[];
	script: Array<Omit<Scripted, 'on'>>;
	apartMs?: number;
	limited?: boolean;
	switches?: Partial<Switches>;
	quotas?: QuotaRule[];
}

/** A success without a body is all that these operations answer: a server that gives it without the effect lies. */
const LIES = [
	'an empty body before the effect',
	'a connection that breaks in the body before the effect',
	'JSON of another server',
];
const HONEST = Object.keys(TROUBLES).filter((name) => !LIES.includes(name));

/** A request is made five times. */
const MAX_SURVIVED = 4;

export const changeStories: fc.Arbitrary<ChangeStory> = fc.record(
	{
		operation: fc.constantFrom('delete', 'update'),
		items: fc.array(fc.nat(3), { minLength: 1, maxLength: 5 }),
		script: fc.array(
			scripted(['']).chain(({ from, times }) =>
				fc.record({
					trouble: fc.constantFrom(...HONEST),
					from: fc.constant(from),
					times: fc.constant(times),
				}),
			),
			{ maxLength: 4 },
		),
		apartMs: fc.constant(20),
		limited: fc.boolean(),
		switches,
		quotas: fc.array(quota, { maxLength: 1 }),
	},
	{ requiredKeys: ['operation', 'items', 'script'] },
);

/** Lives through it, and says all that is not as it must be afterwards. */
export async function wrongsOfChange(world: TestWorld, story: ChangeStory): Promise<string[]> {
	const { operation, items, limited, apartMs } = story;
	const { simulator } = world;
	Object.assign(simulator.switches, DEFAULT_SWITCHES, story.switches);
	const indexId = simulator.world.addIndex().id;
	const entries = simulator.world.seedIndexedAssets(4, { indexId, status: 'ready' });
	const script = new Script(simulator);
	story.script.forEach((one) => script.add({ ...one, on: OPERATIONS[operation] }));
	story.quotas?.forEach((rule) => simulator.quotas.add(rule));
	const apiKey = ownKey();
	const start = Date.now();
	const run = await inTime(
		world.run(
			operation,
			{
				indexId: byId(indexId),
				indexedAssetId: byId('={{ $json.id }}'),
				userMetadata: {
					fields: [{ key: 'season', type: 'integer', value: '={{ $json.season }}' }],
				},
				requestOptions: {
					...(limited && { timeout: LIMIT_MS }),
					...(apartMs && { batching: { batch: { batchSize: 1, batchInterval: apartMs } } }),
				},
			},
			{
				input: items.map((entry, season) => ({ json: { id: entries[entry].id, season } })),
				onError: 'continueErrorOutput',
				credential: { ...world.credential, apiKey },
			},
		),
	).finally(async () => await script.end());
	const minutes = (Date.now() - start) / 60_000;
	if (limited) await setTimeout(QUIET_MS);

	const green = itemsOf(run);
	const red = itemsOf(run, 1);
	const isDone = ({ json: { _id } }: INodeExecutionData): boolean => {
		const entry = simulator.world.indexedAsset(indexId, String(_id));
		if (operation === 'delete') return entry === undefined;
		const seasons = items.flatMap((n, season) => (entries[n].id === _id ? [season] : []));
		return seasons.includes(Number(entry?.userMetadata.season));
	};
	const isReported = ({ json: { error, details } }: INodeExecutionData) =>
		Boolean(error) && JSON.stringify(details).includes('"next":"');
	return [
		...unaccounted(items.length, { green, red }),
		...green
			.filter((item) => !isDone(item))
			.map(({ json }) => `${JSON.stringify(json)} is not done`),
		...red
			.filter((item) => !isReported(item))
			.map(({ json }) => `${JSON.stringify(json)} says nothing`),
		...(passes(story) ? red.map(({ json }) => `${String(json.error)}, though it passes`) : []),
		...(JSON.stringify(run.data.resultData).includes(apiKey) ? ['the API key is shown'] : []),
		...(minutes > 30 ? [`it took ${minutes} minutes`] : []),
	];
}

/** Whether every item must succeed: nothing stands in its way that its repetitions do not survive. */
function passes({ operation, items, script, limited, quotas = [] }: ChangeStory): boolean {
	const hits = script.reduce((sum, { times = 1 }) => sum + times, 0);
	const isShort = script.every(({ trouble }) => ![...LASTING, 'a short outage'].includes(trouble));
	const isOnce = operation === 'update' || new Set(items).size === items.length;
	return isShort && isOnce && hits <= MAX_SURVIVED && quotas.length === 0 && !limited;
}
