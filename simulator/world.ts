import { AnalysisTasks } from './analysis/tasks';
import type { Clock } from './clock';
import { EmbeddingTasks } from './embedding/tasks';
import { Entities } from './entities';
import { newId } from './ids';
import { endedAt, heldAt, type StatusDurations } from './lifecycle';
import { newAsset, newIndexedAsset, type Identity } from './newRecords';
import type {
	AssetRecord,
	IndexedAssetRecord,
	IndexRecord,
	NewAsset,
	NewIndex,
	NewIndexedAsset,
} from './records';
import { SearchPages } from './search/pages';
import type { Search } from './search/search';
import { DEFAULT_CHUNK_BYTES, Uploads } from './uploads';

/**
 * Everything the simulated TwelveLabs account holds. Handlers change it through requests; tests change it directly:
 * they seed it, let single objects fail, stall or finish, and take things away behind a client's back.
 */
export class World {
	readonly indexes = new Map<string, IndexRecord>();
	readonly assets = new Map<string, AssetRecord>();
	/** By index, since every list is about one index and must stay quick with thousands of entries. */
	private readonly entries = new Map<string, Map<string, IndexedAssetRecord>>();
	private readonly usesOfAsset = new Map<string, Set<IndexedAssetRecord>>();
	/** The analysis tasks. */
	readonly tasks: AnalysisTasks;
	readonly embeddingTasks: EmbeddingTasks;
	/** The entities, with their collections. */
	readonly entities: Entities;
	readonly searches = new SearchPages<Search>();
	private created = 0;

	constructor(
		private readonly clock: Clock,
		private readonly durations: StatusDurations,
		readonly uploads = new Uploads(DEFAULT_CHUNK_BYTES),
	) {
		this.tasks = new AnalysisTasks(() => this.newId(), clock, durations);
		this.embeddingTasks = new EmbeddingTasks(() => this.newId(), clock, durations);
		this.entities = new Entities(() => this.newId(), clock, durations);
	}

	/** An ID that nothing has yet. */
	newId(): string {
		return this.next({}).id;
	}

	addIndex(wish: NewIndex = {}): IndexRecord {
		const { id, n, createdAt } = this.next(wish);
		const index: IndexRecord = {
			name: `Index ${n}`,
			models: [{ model_name: 'marengo3.0', model_options: ['visual', 'audio'] }],
			addons: [],
			...wish,
			id,
			createdAt,
			updatedAt: createdAt,
		};
		this.indexes.set(id, index);
		this.entries.set(id, new Map());
		return index;
	}

	addAsset(wish: NewAsset = {}): AssetRecord {
		const asset = newAsset(wish, this.next(wish), this.durations);
		this.assets.set(asset.id, asset);
		this.usesOfAsset.set(asset.id, new Set());
		return asset;
	}

	addIndexedAsset(wish: NewIndexedAsset): IndexedAssetRecord {
		const identity = this.next(wish);
		const { filename, media } = wish;
		const { createdAt } = identity;
		const asset =
			this.assets.get(wish.assetId ?? '') ??
			this.addAsset({ id: wish.assetId, filename, media, status: 'ready', createdAt });
		const indexed = newIndexedAsset(wish, identity, asset, this.durations);
		const entries = this.entries.get(wish.indexId);
		if (!entries) throw new Error(`There is no index ${wish.indexId}; add it with addIndex first`);
		entries.set(indexed.id, indexed);
		this.usesOfAsset.get(asset.id)?.add(indexed);
		return indexed;
	}

	/** Thousands at once, one `createdAt` after the other, without a request. */
	seedIndexedAssets(
		count: number,
		wish: NewIndexedAsset,
		each: (n: number) => Partial<NewIndexedAsset> = () => ({}),
	): IndexedAssetRecord[] {
		return Array.from({ length: count }, (_, n) => this.addIndexedAsset({ ...wish, ...each(n) }));
	}

	indexedAsset(indexId: string, id: string): IndexedAssetRecord | undefined {
		return this.entries.get(indexId)?.get(id);
	}

	/** In the order of their creation. */
	indexedAssetsOf(indexId: string): IndexedAssetRecord[] {
		return [...(this.entries.get(indexId)?.values() ?? [])];
	}

	/** Where an asset is indexed, over all indexes. */
	usesOf(assetId: string): IndexedAssetRecord[] {
		return [...(this.usesOfAsset.get(assetId) ?? [])];
	}

	/** Deletes an index, an asset or an indexed asset. An index takes its contents along, an asset does not. */
	remove(id: string): void {
		const indexed = this.findIndexedAsset(id);
		if (indexed) {
			this.entries.get(indexed.indexId)?.delete(id);
			this.usesOfAsset.get(indexed.assetId)?.delete(indexed);
		}
		for (const content of this.indexedAssetsOf(id)) this.remove(content.id);
		this.entries.delete(id);
		this.indexes.delete(id);
		this.assets.delete(id);
	}

	/** The asset or indexed asset becomes ready now. */
	finish(id: string): void {
		const record = this.find(id);
		record.failure = undefined;
		this.relive(record, 'ready');
	}

	/** The asset or indexed asset fails now. */
	fail(id: string, reason: string): void {
		const record = this.find(id);
		record.failure = reason;
		this.relive(record, 'failed');
	}

	/** The asset or indexed asset stays as it is now, until `finish` or `fail`. */
	hold(id: string): void {
		this.relive(this.find(id));
	}

	private relive(record: AssetRecord | IndexedAssetRecord, end?: 'ready' | 'failed'): void {
		const now = this.clock.now();
		if ('indexId' in record) {
			record.life = end ? endedAt(record.life, end, now) : heldAt(record.life, now);
		} else {
			record.life = end ? endedAt(record.life, end, now) : heldAt(record.life, now);
		}
	}

	private find(id: string): AssetRecord | IndexedAssetRecord {
		const record = this.assets.get(id) ?? this.findIndexedAsset(id);
		if (!record) throw new Error(`There is no asset and no indexed asset ${id}`);
		return record;
	}

	private findIndexedAsset(id: string): IndexedAssetRecord | undefined {
		for (const entries of this.entries.values()) {
			const indexed = entries.get(id);
			if (indexed) return indexed;
		}
		return undefined;
	}

	private next(wish: { id?: string; createdAt?: number }): Identity {
		this.created += 1;
		const createdAt = wish.createdAt ?? this.clock.now();
		return { n: this.created, createdAt, id: wish.id ?? newId(createdAt, this.created) };
	}
}
