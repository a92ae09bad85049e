import type { IDataObject } from 'n8n-workflow';

import { byId, type itemsOf, type RunOptions } from './harness';
import type { TestWorld } from './world';

export const BULK = 'entityCollections-entities.create-bulk';
export const CREATE = 'entityCollections-entities.create';

/** A person of a roster. */
interface Row extends IDataObject {
	row: number;
	person: string;
	photo: string;
	collection?: string;
}

/** A collection for each test of a suite, and rosters of people to be created in it. */
export function useRoster(world: TestWorld) {
	const entities = () => world.simulator.world.entities;
	let collectionId: string;
	beforeEach(() => {
		collectionId = entities().addCollection({ name: 'Crew' }).id;
	});
	const image = (filename = 'face.png') =>
		world.simulator.world.addAsset({ filename, status: 'ready' }).id;
	const made = () => entities().of(collectionId);
	return {
		entities,
		image,
		collectionId: () => collectionId,
		/** What the collection holds. */
		made,
		/** The entity that was made of an item, by the name. */
		idOf: (name: unknown) => made().find((entity) => entity.name === name)?.id,
		/** One item for each person. */
		roster: (count: number, each: (n: number) => Partial<Row> = () => ({})) =>
			Array.from({ length: count }, (_, n) => ({
				json: { row: n, person: `Person ${n}`, photo: image(), ...each(n) } as Row,
			})),
		/** Creates an entity of each item. */
		create: (input: RunOptions['input'], { parameters = {}, ...more }: Partial<RunOptions> = {}) =>
			world.run(
				'create',
				{
					resource: 'entity',
					entityCollectionId: byId(collectionId),
					entityName: '={{ $json.person }}',
					assetIds: '={{ $json.photo }}',
					...parameters,
				},
				{ input, ...more },
			),
		/** How often a call reached the simulator. */
		count: (operationId: string) =>
			world.simulator.requests.filter((request) => request.operationId === operationId).length,
	};
}

/** What of an entity tells which item it is of. */
export const byPerson = (items: ReturnType<typeof itemsOf>) =>
	items.map(({ json, pairedItem }) => [json.name, json._id, pairedItem]);

export const ERRORS = { onError: 'continueErrorOutput' } as const;
