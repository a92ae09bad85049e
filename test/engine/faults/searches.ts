import { setTimeout } from 'node:timers/promises';

import fc from 'fast-check';
import type { IPairedItemData } from 'n8n-workflow';

import type { QuotaRule } from '../../../simulator/quotas';
import { DEFAULT_SWITCHES, type Switches } from '../../../simulator/switches';
import { byId, itemsOf } from '../harness';
import type { TestWorld } from '../world';
import { quota, scripted } from './stories';
import { inTime, ownKey, QUIET_MS } from './story';
import { LASTING, LIMIT_MS, Script, TROUBLES, type Scripted } from './troubles';

const CREATE = 'search.create';
const PAGE = 'search.retrieve';
const LOOK_UP = 'indexes-indexedAssets.retrieve';

/** Ten clips each, so three pages of clips; all on one page where they are grouped. */
const VIDEOS = 12;
const CLIPS = 120;

/** Searches that read all pages, and all that befalls them. */
export interface SearchStory {
	items: number;
	script: Scripted[];
	groupBy?: 'clip' | 'video';
	lookUpAsset?: boolean;
	limited?: boolean;
	switches?: Partial<Switches>;
	quotas?: QuotaRule[];
}

export const searchStories: fc.Arbitrary<SearchStory> = fc.record(
	{
		items: fc.integer({ min: 1, max: 3 }),
		script: fc.array(scripted([CREATE, PAGE, PAGE, LOOK_UP]), { maxLength: 4 }),
		groupBy: fc.constantFrom('clip', 'video'),
		lookUpAsset: fc.boolean(),
		limited: fc.boolean(),
		switches: fc.record(
			{
				// Tokens that end while the node waits.
				searchPageLifeMs: fc.constantFrom(3_000, 600_000),
				searchPageExpiry: fc.constantFrom('page', 'search'),
				errorShape: fc.constantFrom('flat', 'nested'),
				groupedMetadata: fc.constantFrom('clips', 'group'),
			},
			{ requiredKeys: [] },
		),
		quotas: fc.array(quota, { maxLength: 1 }),
	},
	{ requiredKeys: ['items', 'script'] },
);

/** Lives through it, and says all that is not as it must be afterwards: each item has every clip once, or one error. */
export async function wrongsOfSearch(world: TestWorld, story: SearchStory): Promise<string[]> {
	const { items, limited, groupBy = 'clip', lookUpAsset = false } = story;
	const { simulator } = world;
	Object.assign(simulator.switches, DEFAULT_SWITCHES, story.switches);
	const indexId = simulator.world.addIndex().id;
	for (let n = 0; n < VIDEOS; n++) {
		const media = { duration: 60 };
		const { id: assetId } = simulator.world.addAsset({
			filename: 'crane.mp4',
			status: 'ready',
			media,
		});
		simulator.world.addIndexedAsset({ indexId, assetId, status: 'ready' });
	}
	const script = new Script(simulator);
	story.script.forEach((one) => script.add(one));
	story.quotas?.forEach((rule) => simulator.quotas.add(rule));
	const apiKey = ownKey();
	const start = Date.now();
	const run = await inTime(
		world.run(
			'text',
			{
				resource: 'search',
				indexId: byId(indexId),
				queryText: 'crane',
				returnAll: true,
				options: { groupBy, lookUpAsset },
				requestOptions: limited ? { timeout: LIMIT_MS } : {},
			},
			{
				input: Array.from({ length: items }, (_, n) => ({ json: { n } })),
				onError: 'continueErrorOutput',
				credential: { ...world.credential, apiKey },
			},
		),
	).finally(async () => await script.end());
	const minutes = (Date.now() - start) / 60_000;
	if (limited) await setTimeout(QUIET_MS);

	const of = (output: number, item: number) =>
		itemsOf(run, output)
			.filter(({ pairedItem }) => (pairedItem as IPairedItemData).item === item)
			.map(({ json }) => json);
	const wrongsOfItem = (item: number): string[] => {
		const [green, red] = [of(0, item), of(1, item)];
		const keys = new Set(
			green.map(({ indexed_asset_id, start }) => `${indexed_asset_id} ${start}`),
		);
		const isWhole = green.length === CLIPS && keys.size === CLIPS && red.length === 0;
		const isReported =
			green.length === 0 && red.length === 1 && JSON.stringify(red[0]).includes('"next":"');
		const unnamed = lookUpAsset && green.some(({ asset_id }) => asset_id === undefined);
		return [
			...(isWhole || isReported
				? []
				: [`item ${item}: ${green.length} clips, ${red.length} errors`]),
			...(unnamed ? [`item ${item}: clips without their asset`] : []),
			...(passes(story) ? red.map(({ error }) => `${String(error)}, though it passes`) : []),
		];
	};
	return [
		...Array.from({ length: items }, (_, item) => wrongsOfItem(item)).flat(),
		...(JSON.stringify(run.data.resultData).includes(apiKey) ? ['the API key is shown'] : []),
		...(minutes > 30 ? [`it took ${minutes} minutes`] : []),
	];
}

/** A request is made five times. */
const MAX_SURVIVED = 4;

/** No request helps against it. */
const FINAL = [...LASTING, 'a short outage', 'JSON of another server'];

/** Whether every item must succeed: nothing stands in its way that its repetitions do not survive. */
function passes({ script, limited, switches, quotas = [] }: SearchStory): boolean {
	const hits = script.reduce((sum, { times = 1 }) => sum + times, 0);
	const isShort = script.every(({ trouble }) => !FINAL.includes(trouble));
	const isSilent = script.some(({ trouble }) => TROUBLES[trouble]?.silent);
	const expires = (switches?.searchPageLifeMs ?? Infinity) < 600_000;
	return (
		isShort && !isSilent && !expires && hits <= MAX_SURVIVED && !limited && quotas.length === 0
	);
}
