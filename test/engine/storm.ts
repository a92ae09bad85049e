import type { IRun } from 'n8n-workflow';

import type { QuotaRule } from '../../simulator/quotas';
import type { IndexRecord } from '../../simulator/records';
import { byId } from './harness';
import type { TestWorld } from './world';

/** The operation whose quota the storms meet. */
export const CREATE = 'indexes-indexedAssets.create';

/** Keys of one simulator. What the node learns of a quota belongs to a key, so each storm takes one of its own. */
export function stormKeys(count: number): { apiKeys: string[]; freshKey: () => string } {
	const apiKeys = Array.from({ length: count }, (_, n) => `tlk_storm_${n}`);
	const left = [...apiKeys];
	const freshKey = () => {
		const key = left.shift();
		if (key === undefined) throw new RangeError(`All ${count} keys are in use`);
		return key;
	};
	return { apiKeys, freshKey };
}

/** What a test says about one storm. */
interface StormOptions {
	apiKey: string;
	items?: number;
	/** The option Max Rate Limit Wait; an expression may differ from item to item. */
	maxRateLimitWait?: unknown;
	onError?: 'continueErrorOutput';
	executionId?: string;
}

/** Many items of Index Asset at once, each with an asset of its own. */
export class Storm {
	readonly index: IndexRecord;
	readonly assetIds: string[];
	readonly running: ReturnType<TestWorld['run']>;
	private readonly begun: number;

	constructor(
		private readonly world: TestWorld,
		readonly options: StormOptions,
	) {
		const { apiKey, items = 300, maxRateLimitWait, onError, executionId } = options;
		this.index = this.account.addIndex();
		this.begun = performance.now();
		this.assetIds = Array.from(
			{ length: items },
			() => this.account.addAsset({ status: 'ready' }).id,
		);
		this.running = world.run(
			'create',
			{
				indexId: byId(this.index.id),
				assetId: byId('={{ $json.asset }}'),
				options:
					maxRateLimitWait === undefined ? {} : { maxRateLimitWait: maxRateLimitWait as string },
			},
			{
				input: this.assetIds.map((asset, n) => ({ json: { asset, n } })),
				credential: { ...world.credential, apiKey },
				credentialId: apiKey,
				executionId,
				onError,
			},
		);
	}

	/** The run, and how long it took, in milliseconds. */
	async end(): Promise<{ run: IRun; ms: number }> {
		const run = await this.running;
		return { run, ms: performance.now() - this.begun };
	}

	/** POSTs that reached the account. */
	get posts() {
		return this.world.simulator.requests.filter(
			({ method, path }) => method === 'POST' && path.includes(this.index.id),
		);
	}

	/** Assets of what the index holds, in the order in which they were indexed. */
	get indexed(): string[] {
		return this.account.indexedAssetsOf(this.index.id).map(({ assetId }) => assetId);
	}

	private get account() {
		return this.world.simulator.world;
	}
}

/** A rate limit for the Index Asset requests of one key, or of several. */
export const quotaOf = (keys: string[], rule: Omit<QuotaRule, 'on'>): QuotaRule => ({
	...rule,
	on: ({ operationId, headers }) =>
		operationId === CREATE && keys.includes(String(headers['x-api-key'])),
});
