import { setTimeout } from 'node:timers/promises';

import type { INodeExecutionData } from 'n8n-workflow';

import type { QuotaRule } from '../../../simulator/quotas';
import type { IndexedAssetRecord } from '../../../simulator/records';
import { DEFAULT_SWITCHES, type Switches } from '../../../simulator/switches';
import { byId, itemsOf } from '../harness';
import type { TestWorld } from '../world';
import { LIMIT_MS, Script, SILENCE_MS, TROUBLES, type Scripted } from './troubles';

/** A run of Index Asset, and all that befalls it. */
export interface Story {
	/** Which asset each item names, by number, and whether with Skip if Already Indexed. */
	items: Array<{ asset: number; skip: boolean }>;
	waitForAsset?: boolean;
	waitForCompletion?: boolean;
	/** Assets that were uploaded just now, and are being processed. */
	processing?: number[];
	/** What the index holds of the assets before, and for how long. */
	earlier?: Array<{ asset: number; status: 'ready' | 'failed' | 'indexing'; ageMs: number }>;
	/** Items begin so much later than the one before, in real time. */
	apartMs?: number;
	/** The user has set a time limit. */
	limited?: boolean;
	switches?: Partial<Switches>;
	script: Scripted[];
	/** Real time by which a server that was given up on has done its work. */
	quietMs?: number;
	quotas?: QuotaRule[];
	/** In place of the simulator's own: that of a gateway before it. */
	baseUrl?: string;
	/** Where an earlier story took place. */
	at?: { indexId: string; assets: string[]; apiKey: string };
}

/** What is there afterwards. */
export interface Outcome {
	story: Story;
	indexId: string;
	/** IDs of the assets, by number. */
	assets: string[];
	earlier: IndexedAssetRecord[];
	/** What the run has created. */
	created: IndexedAssetRecord[];
	green: INodeExecutionData[];
	red: INodeExecutionData[];
	/** Everything that n8n shows of the run. */
	text: string;
	apiKey: string;
	/** How long it took by the clock of the node. */
	minutes: number;
	posts: number;
}

/** Real time. A run that takes longer hangs: its waits take none. */
const HANGS_MS = 60_000;

/** By then a silent server has done what it was asked for. */
export const QUIET_MS = SILENCE_MS + 100;

/** The keys of the account. Each story has its own, so that it starts with a rate limiter that has learned nothing. */
export const keys = ['tlk_secret'];

export function ownKey(): string {
	const key = `tlk_secret_${keys.length}`;
	keys.push(key);
	return key;
}

/** Lives through a story with the built node. */
export async function live(world: TestWorld, story: Story): Promise<Outcome> {
	const { simulator } = world;
	const { world: account } = simulator;
	Object.assign(simulator.switches, DEFAULT_SWITCHES, story.switches);
	simulator.requests.length = 0;
	const { indexId, assets, apiKey } = story.at ?? {
		indexId: account.addIndex().id,
		assets: assetsOf(world, story),
		apiKey: ownKey(),
	};
	const earlier = (story.earlier ?? []).map(({ asset, status, ageMs }) =>
		account.addIndexedAsset({
			indexId,
			assetId: assets[asset],
			status,
			createdAt: Date.now() - ageMs,
		}),
	);
	const script = new Script(simulator);
	story.script.forEach((scripted) => script.add(scripted));
	story.quotas?.forEach((rule) => simulator.quotas.add(rule));

	const start = Date.now();
	const run = await inTime(
		world.run('create', parameters(indexId, story), {
			input: story.items.map(({ asset, skip }) => ({ json: { asset: assets[asset], skip } })),
			onError: 'continueErrorOutput',
			credential: { ...world.credential, ...(story.baseUrl && { baseUrl: story.baseUrl }), apiKey },
		}),
	).finally(async () => await script.end());
	const minutes = (Date.now() - start) / 60_000;
	const mayComeLate =
		story.limited || story.script.some(({ trouble }) => TROUBLES[trouble]?.silent);
	await setTimeout(story.quietMs ?? (mayComeLate ? QUIET_MS : 0));
	return {
		...{ story, indexId, assets, earlier, minutes, apiKey },
		created: account.indexedAssetsOf(indexId).filter((entry) => !earlier.includes(entry)),
		green: itemsOf(run),
		red: itemsOf(run, 1),
		text: JSON.stringify(run.data.resultData),
		posts: simulator.requests.filter(({ method }) => method === 'POST').length,
	};
}

function assetsOf({ simulator }: TestWorld, { items, earlier = [], processing = [] }: Story) {
	const last = Math.max(...[...items, ...earlier].map(({ asset }) => asset));
	return Array.from({ length: last + 1 }, (_, n) => {
		const status = processing.includes(n) ? undefined : ('ready' as const);
		return simulator.world.addAsset({ status }).id;
	});
}

const parameters = (
	indexId: string,
	{ waitForAsset = false, waitForCompletion = false, limited, apartMs }: Story,
) => ({
	indexId: byId(indexId),
	assetId: byId('={{ $json.asset }}'),
	options: {
		...{ waitForAsset, waitForCompletion, maxWaitMinutes: 1 },
		skipIfIndexed: '={{ $json.skip }}',
	},
	requestOptions: {
		...(limited && { timeout: LIMIT_MS }),
		...(apartMs && { batching: { batch: { batchSize: 1, batchInterval: apartMs } } }),
	},
});

export async function inTime<T>(run: PromiseLike<T>): Promise<T> {
	const over = new AbortController();
	const hangs = setTimeout(HANGS_MS, undefined, { signal: over.signal }).then(() => {
		throw new Error('The run hangs');
	});
	try {
		return await Promise.race([run, hangs]);
	} finally {
		over.abort();
		hangs.catch(() => undefined);
	}
}
