import { OWN_CUSTOM_ID } from '../../../nodes/shared/customIds';
import {
	ANALYSIS_TASKS,
	EMBEDDING_TASKS,
	ENTITIES_OF_COLLECTION,
	ENTITY_COLLECTIONS,
	INDEXED_ASSETS_OF_INDEX,
	INDEXES,
	listedPage,
} from '../../../nodes/shared/locators/listed';
import { stubConnection } from '../../stubConnection';

/** A connection to a server whose every response is this one. */
const connectionTo = (body: object) => stubConnection(() => ({ body }));

test('a name that is no text is none, so that a search can read all the others', async () => {
	const connection = connectionTo({
		data: [5, {}, 'Talks'].map((index_name, n) => ({ _id: `id${n}`, index_name })),
		page_info: { total_page: 1 },
	});
	const { entries } = await listedPage({ connection, kind: INDEXES }, 1);
	expect(entries.map(({ id, name }) => [id, name])).toEqual([
		['id0', undefined],
		['id1', undefined],
		['id2', 'Talks'],
	]);
});

const CREATED = '2026-11-24T08:15:00Z';

describe('what an entry is recognised by', () => {
	test.each([
		[
			'an analysis by what was asked',
			ANALYSIS_TASKS,
			{ task_id: 'x', request_params: { prompt: 'Who speaks?' }, status: 'ready' },
			'Who speaks?',
		],
		[
			'a segmentation',
			ANALYSIS_TASKS,
			{ task_id: 'x', request_params: { analysis_mode: 'time_based_metadata' }, status: 'ready' },
			'Segments',
		],
		[
			"an analysis with a user's ID by both",
			ANALYSIS_TASKS,
			{ task_id: 'x', custom_id: 'talk-7', request_params: { prompt: 'Who?' }, status: 'ready' },
			'talk-7 · Who?',
		],
		['an analysis that says nothing', ANALYSIS_TASKS, { task_id: 'x', status: 'ready' }, undefined],
		[
			'an analysis with an ID of the node alone',
			ANALYSIS_TASKS,
			{ task_id: 'x', custom_id: `${OWN_CUSTOM_ID}1`, status: 'ready' },
			undefined,
		],
		[
			'an entity by its name',
			ENTITIES_OF_COLLECTION,
			{ _id: 'x', name: 'Anna', status: 'ready' },
			'Anna',
		],
		['a collection by its name', ENTITY_COLLECTIONS, { _id: 'x', name: 'Team' }, 'Team'],
		[
			'an embedding task by its filename',
			EMBEDDING_TASKS,
			{ _id: 'x', metadata: { input_filename: 'a.mp4', input_url: 'https://example.com/b.mp4' } },
			'a.mp4',
		],
		[
			'an embedding task of an address by that',
			EMBEDDING_TASKS,
			{ _id: 'x', metadata: { input_url: 'https://example.com/b.mp4' } },
			'https://example.com/b.mp4',
		],
		[
			'an indexed asset by its filename',
			INDEXED_ASSETS_OF_INDEX,
			{ _id: 'x', system_metadata: { filename: 'a.mp4', duration: 9 }, status: 'ready' },
			'a.mp4',
		],
		[
			'an indexed asset without metadata',
			INDEXED_ASSETS_OF_INDEX,
			{ _id: 'x', status: 'ready' },
			undefined,
		],
	])('%s', async (_what, kind, answer, name) => {
		const connection = connectionTo({
			data: [{ ...answer, created_at: CREATED }],
			page_info: { total_page: 1 },
		});
		const ids = { indexId: 'i1', entityCollectionId: 'c1' };
		const { entries } = await listedPage({ connection, kind, ids }, 1);
		expect(entries).toEqual([expect.objectContaining({ id: 'x', name, createdAt: CREATED })]);
		expect(entries[0].status).toBe('status' in answer ? 'ready' : undefined);
	});
});
