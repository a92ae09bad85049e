import type { Connection } from '../../../nodes/api/client/connection';
import { POLL_PATIENCE } from '../../../nodes/api/client/timeLimits';
import { INDEXES, listedPage } from '../../../nodes/shared/locators/listed';

/** A connection to a server whose every response is this one. */
const connectionTo = (body: object) =>
	({
		context: {
			getNode: () => ({ name: 'TwelveLabs' }),
			helpers: {
				httpRequestWithAuthentication: async () => ({ statusCode: 200, headers: {}, body }),
			},
		},
		baseUrl: 'http://twelvelabs.test',
		credential: {},
		account: 'locators',
		lane: 'editor',
		patience: POLL_PATIENCE,
		settings: {},
	}) as unknown as Connection;

test('a name that is no text is none, so that a search can read all the others', async () => {
	const connection = connectionTo({
		data: [5, {}, 'Talks'].map((index_name, n) => ({ _id: `id${n}`, index_name })),
		page_info: { total_page: 1 },
	});
	const { entries } = await listedPage({ connection, kind: INDEXES, path: '/indexes' }, 1);
	expect(entries.map(({ id, name }) => [id, name])).toEqual([
		['id0', undefined],
		['id1', undefined],
		['id2', 'Talks'],
	]);
});
