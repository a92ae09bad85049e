import { INDEXES, listedPage } from '../../../nodes/shared/locators/listed';
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
