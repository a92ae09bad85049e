import type { Clock } from './clock';
import type { World } from './world';

/** The ids of the demonstration never change, so that workflows which name them live on. */
export const DEMO = {
	indexes: {
		/** Empty: the place to index into. */
		productDemos: '6720a1b2c3d4e5f600000001',
		/** Already in use: two ready entries and a failed one. */
		conferenceTalks: '6720a1b2c3d4e5f600000002',
	},
	assets: {
		openingTalk: '6720a1b2c3d4e5f600000011',
		onboarding: '6720a1b2c3d4e5f600000012',
		tutorial: '6720a1b2c3d4e5f600000013',
		interview: '6720a1b2c3d4e5f600000014',
		/** Processing for ten minutes after the start. */
		webinar: '6720a1b2c3d4e5f600000015',
		/** Failed. */
		damaged: '6720a1b2c3d4e5f600000016',
		/** Photos. */
		jonas: '6720a1b2c3d4e5f600000017',
		ruth: '6720a1b2c3d4e5f600000018',
	},
	indexedAssets: {
		openingTalk: '6720a1b2c3d4e5f600000021',
		interview: '6720a1b2c3d4e5f600000022',
		/** Failed. */
		tutorial: '6720a1b2c3d4e5f600000023',
	},
	entityCollections: { speakers: '6720a1b2c3d4e5f600000031' },
	/** Both ready. */
	entities: {
		jonas: '6720a1b2c3d4e5f600000041',
		ruth: '6720a1b2c3d4e5f600000042',
	},
} as const;

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Long enough to see a workflow refuse or wait, short enough to see it go on. */
const WEBINAR_PROCESSING = 10 * MINUTE;

/** Fills a world with what a small marketing team might have. */
export function seedDemo(world: World, clock: Clock): void {
	const now = clock.now();
	const { indexes, assets, indexedAssets } = DEMO;

	world.addIndex({ id: indexes.productDemos, name: 'Product Demos', createdAt: now - 9 * DAY });
	const talks = indexes.conferenceTalks;
	world.addIndex({ id: talks, name: 'Conference Talks', createdAt: now - 8 * DAY });

	const ready = (
		id: string,
		filename: string,
		days: number,
		duration: number,
		scenes: string[] = [],
	) =>
		world.addAsset({
			id,
			filename,
			status: 'ready',
			createdAt: now - days * DAY,
			finishedAt: now - days * DAY + MINUTE,
			media: { duration },
			scenes,
		});
	ready(assets.openingTalk, 'keynote-2026.mp4', 7, 2_710, [
		'Ruth Ekpo, a speaker, on the stage',
		'a chart with rising figures',
		'the audience claps',
	]);
	ready(assets.onboarding, 'onboarding-tour.mp4', 6, 185);
	ready(assets.tutorial, 'tutorial-first-search.mov', 5, 412);
	ready(assets.interview, 'customer-interview.mp4', 4, 954, [
		'Ruth Ekpo and Jonas Brandt at a table',
		'a crane unloads a ship at the quay',
		'containers in a yard',
	]);
	world.addAsset({
		id: assets.webinar,
		filename: 'webinar-q3-recording.mp4',
		status: 'ready',
		createdAt: now,
		finishedAt: now + WEBINAR_PROCESSING,
	});
	world.addAsset({
		id: assets.damaged,
		filename: 'camera-2-card-damaged.mp4',
		status: 'failed',
		failure: 'The file is broken. Upload it again.',
		createdAt: now - 3 * DAY,
	});

	const indexed = (id: string, assetId: string, hoursAgo: number, failure?: string) => {
		const createdAt = now - hoursAgo * 60 * MINUTE;
		world.addIndexedAsset({
			id,
			assetId,
			failure,
			createdAt,
			indexId: talks,
			status: failure === undefined ? 'ready' : 'failed',
			finishedAt: createdAt + 12 * MINUTE,
			userMetadata: { event: 'Spring Summit', year: 2026, public: true },
			videoStream: true,
		});
	};
	indexed(indexedAssets.openingTalk, assets.openingTalk, 60);
	indexed(indexedAssets.interview, assets.interview, 50);
	indexed(indexedAssets.tutorial, assets.tutorial, 40, 'video_resolution_too_low');
	seedPeople(world, now);
}

function seedPeople(world: World, now: number): void {
	const { assets, entityCollections, entities } = DEMO;
	const collectionId = entityCollections.speakers;
	const createdAt = now - 2 * DAY;
	world.entities.addCollection({ id: collectionId, name: 'Speakers', createdAt });
	const person = (key: keyof typeof entities, name: string) => {
		world.addAsset({ id: assets[key], filename: `${key}.jpg`, status: 'ready', createdAt });
		world.entities.add({
			id: entities[key],
			collectionId,
			name,
			assetIds: [assets[key]],
			status: 'ready',
			createdAt,
		});
	};
	person('ruth', 'Ruth Ekpo');
	person('jonas', 'Jonas Brandt');
}
