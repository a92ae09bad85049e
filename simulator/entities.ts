import type { Clock } from './clock';
import {
	entityLife,
	type EntityStatus,
	type Life,
	type LifeWish,
	type StatusDurations,
} from './lifecycle';
import { LivingRecords } from './livingRecords';
import type { UserMetadata } from './records';

export interface EntityCollection {
	readonly id: string;
	name: string;
	description?: string;
	readonly createdAt: number;
	updatedAt: number;
}

/** A person, by images of the face. */
export interface Entity {
	readonly id: string;
	readonly collectionId: string;
	name: string;
	description?: string;
	metadata: UserMetadata;
	/** Images. One that was deleted meanwhile stays in the list. */
	assetIds: string[];
	readonly createdAt: number;
	updatedAt: number;
	life: Life<EntityStatus>;
}

/** What a new collection may say about itself; everything has a default. */
type NewEntityCollection = Partial<Omit<EntityCollection, 'updatedAt'>>;

/** What a new entity may say about itself; everything but its collection has a default. */
type NewEntity = Partial<Omit<Entity, 'life' | 'updatedAt'> & LifeWish<EntityStatus>> & {
	collectionId: string;
};

/** The entities of an account and their collections. Tests seed, hold and finish them. */
export class Entities extends LivingRecords<EntityStatus, Entity> {
	readonly collections = new Map<string, EntityCollection>();

	constructor(
		private readonly newId: () => string,
		clock: Clock,
		private readonly durations: StatusDurations,
	) {
		super('entity', clock);
	}

	addCollection(wish: NewEntityCollection = {}): EntityCollection {
		const { id = this.newId(), createdAt = this.clock.now() } = wish;
		const name = wish.name ?? `Collection ${this.collections.size + 1}`;
		const collection = { ...wish, id, name, createdAt, updatedAt: createdAt };
		this.collections.set(id, collection);
		return collection;
	}

	add(wish: NewEntity): Entity {
		const { id = this.newId(), createdAt = this.clock.now() } = wish;
		const entity: Entity = {
			id,
			collectionId: wish.collectionId,
			name: wish.name ?? `Person ${this.all.size + 1}`,
			description: wish.description,
			metadata: wish.metadata ?? {},
			assetIds: wish.assetIds ?? [],
			createdAt,
			updatedAt: createdAt,
			life: entityLife({ ...wish, createdAt }, this.durations),
		};
		this.all.set(id, entity);
		return entity;
	}

	/** The entities of a collection. */
	of(collectionId: string): Entity[] {
		return [...this.all.values()].filter((entity) => entity.collectionId === collectionId);
	}

	/** The entities that an image stands for, over all collections. */
	withAsset(assetId: string): Entity[] {
		return [...this.all.values()].filter(({ assetIds }) => assetIds.includes(assetId));
	}

	/** Other images: the entity is processed anew. */
	replaceImages(entity: Entity, assetIds: string[]): void {
		const now = this.clock.now();
		entity.assetIds = assetIds;
		entity.updatedAt = now;
		entity.life = entityLife({ createdAt: now }, this.durations);
	}

	/** The entity becomes ready now. */
	finish(id: string): void {
		this.end(id, 'ready');
	}

	/** Takes the entities of the collection along. */
	removeCollection(id: string): void {
		for (const entity of this.of(id)) this.remove(entity.id);
		this.collections.delete(id);
	}
}
