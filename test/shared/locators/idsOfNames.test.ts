import type { IHttpRequestOptions } from 'n8n-workflow';

import type { Item } from '../../../nodes/TwelveLabs/run/perItem';
import { idsOfNames } from '../../../nodes/shared/locators/idsOfNames';

const PAGE = 50;

let accounts = 0;

/** A server that lists these indexes, page by page, and filters none of them. */
function itemWith(names: unknown[], pageInfo: { total_page?: unknown }): Item {
	const context = {
		getNode: () => ({ name: 'TwelveLabs' }),
		logger: { info: () => {} },
		helpers: {
			httpRequestWithAuthentication: async (_credential: string, { qs }: IHttpRequestOptions) => {
				const start = (Number(qs?.page) - 1) * PAGE;
				const data = names
					.map((index_name, at) => ({ _id: `id${at}`, index_name }))
					.slice(start, start + PAGE);
				return { statusCode: 200, headers: {}, body: { data, page_info: pageInfo } };
			},
		},
	};
	return {
		connection: {
			context,
			baseUrl: 'http://twelvelabs.test',
			credential: {},
			account: `names ${accounts++}`,
			lane: '1',
			patience: { rateLimitMs: 0, repeatMs: 0 },
			settings: {},
		},
		timezone: 'Etc/UTC',
	} as unknown as Item;
}

const idOf = async (item: Item, name: string) =>
	await idsOfNames.idOf(item, 'indexId', name, () => '');

const many = Array.from({ length: 60 }, (_, at) => `Index ${at}`);

test.each([[0], [null], [undefined], [2]])(
	'a name that two indexes bear is taken for neither, also where the list says that it has %p pages',
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
