import type { IHttpRequestOptions } from 'n8n-workflow';

import { idOfName } from '../../../nodes/shared/locators/idsOfNames';
import { stubConnection } from '../../stubConnection';

const PAGE = 50;

/** A server that lists these indexes, page by page, and filters none of them. */
function itemWith(names: unknown[], pageInfo: { total_page?: unknown }) {
	const list = names.map((index_name, at) => ({ _id: `id${at}`, index_name }));
	const connection = stubConnection(({ qs }: IHttpRequestOptions) => {
		const start = (Number(qs?.page) - 1) * PAGE;
		return { body: { data: list.slice(start, start + PAGE), page_info: pageInfo } };
	});
	return { connection, timezone: 'Etc/UTC' };
}

const idOf = async (item: ReturnType<typeof itemWith>, name: string) =>
	await idOfName(item, 'indexId', name, () => '');

const many = Array.from({ length: 60 }, (_, at) => `Index ${at}`);

test.each([[0], [null], [undefined], [2]])(
	'a name that two indexes bear stands for neither, also where the list says that it has %p pages',
	async (total_page) => {
		const names = ['Archive', ...many, 'Archive'];
		await expect(idOf(itemWith(names, { total_page }), 'Archive')).rejects.toThrow(
			/^Index: "Archive" is the name of 2 indexes$/,
		);
		expect(await idOf(itemWith([...many, 'Archive'], { total_page }), 'Archive')).toBe('id60');
	},
);

test('an entry whose name is no text stops no look-up of others', async () => {
	const odd = [7, null, {}, ['Archive'], true];
	expect(await idOf(itemWith([...odd, 'Archive'], {}), 'Archive')).toBe('id5');
	await expect(idOf(itemWith(odd, {}), 'Archive')).rejects.toThrow(/no index has this name$/);
});
