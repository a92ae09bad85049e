import type { IHttpRequestOptions, UserError } from 'n8n-workflow';

import { idOfName, isName } from '../../../nodes/shared/locators/idsOfNames';
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

const MANY_CHOICES = 11;

test('an ID is no name, nor is a value without a letter or a digit', () => {
	expect(isName('69a1c7d4f2b84d3c9e7a1b31')).toBe(false);
	expect(isName(' 69A1C7D4F2B84D3C9E7A1B31\u200b')).toBe(false);
	expect(isName('3f0c2b1e-8f4e-4a75-9d3f-0c2b1e8f4e4a')).toBe(false);
	expect(isName('—')).toBe(false);
	expect(isName('Archive')).toBe(true);
	expect(isName('69a1c7d4f2b84d3c9e7a1b3')).toBe(true);
});

test('a field that holds no ID of a list is taken as it is', async () => {
	expect(await idOfName(itemWith([], {}), 'taskId', '69a1c7d4f2b84d3c9e7a1b31', () => '')).toBe(
		'69a1c7d4f2b84d3c9e7a1b31',
	);
});

describe('the message for a name that stands for nothing', () => {
	const refusal = async (names: unknown[], name: string) => {
		const error: unknown = await idOf(itemWith(names, {}), name).then(
			() => undefined,
			(caught: unknown) => caught,
		);
		const { message, description } = error as UserError;
		return { message, description };
	};

	test('lists what there is: what shares its words first', async () => {
		expect(await refusal(['Talks', 'Old archive'], 'Archive')).toEqual({
			message: 'Index: "Archive" is not an ID, and no index has this name',
			description:
				'Give the ID of one of these, or choose it from the list: id1 "Old archive"; id0 "Talks".',
		});
	});

	test('lists ten, and says that there are more', async () => {
		const ten = many.slice(0, MANY_CHOICES - 1);
		expect((await refusal(ten, 'Archive')).description).toMatch(/id9 "Index 9"\.$/);
		const eleven = many.slice(0, MANY_CHOICES);
		expect((await refusal(eleven, 'Archive')).description).toMatch(/id9 "Index 9"; and more\.$/);
	});

	test('says that there is nothing', async () => {
		expect((await refusal([], 'Archive')).description).toBe('There are no indexes to choose from.');
	});

	test('lists only those that bear it, where several do, with the time by which they differ', async () => {
		const connection = stubConnection(() => ({
			body: {
				data: [
					{ _id: 'id0', index_name: 'Archive', created_at: '2026-11-24T08:15:00Z' },
					{ _id: 'id1', index_name: 'Archive' },
					{ _id: 'id2', index_name: 'Talks' },
				],
			},
		}));
		await expect(idOf({ connection, timezone: 'Etc/UTC' }, 'Archive')).rejects.toMatchObject({
			description:
				'Give the ID of one of these, or choose it from the list: id0 "Archive" 2026-11-24 08:15; id1 "Archive".',
		});
	});

	test('says where a list is too long to be read to its end', async () => {
		const connection = stubConnection(({ qs }: IHttpRequestOptions) => ({
			body: {
				data: Array.from({ length: PAGE }, (_, at) => ({
					_id: `id${qs?.page}-${at}`,
					index_name: qs?.page === 1 && at === 0 ? 'Archive' : `Index ${qs?.page}-${at}`,
				})),
				page_info: { total_page: 100 },
			},
		}));
		await expect(idOf({ connection, timezone: 'Etc/UTC' }, 'Archive')).rejects.toThrow(
			'Index: "Archive" is the name of possibly several indexes',
		);
	});
});

describe('the filter of the API', () => {
	/** @param finds what the server finds by its filter, of the same list */
	const serverThat = (finds: (name: string) => boolean, names: string[]) => {
		const queries: object[] = [];
		const connection = stubConnection(({ qs = {} }: IHttpRequestOptions) => {
			queries.push({ page: qs.page, index_name: qs.index_name });
			const list = names
				.map((index_name, at) => ({ _id: `id${at}`, index_name }))
				.filter(({ index_name }) => qs.index_name === undefined || finds(index_name));
			return { body: { data: list, page_info: { total_page: 1 } } };
		});
		return { item: { connection, timezone: 'Etc/UTC' }, queries };
	};

	test('is asked first, and is enough where it finds the name', async () => {
		const { item, queries } = serverThat((name) => name === 'Archive', ['Talks', 'Archive']);
		expect(await idOf(item, 'Archive')).toBe('id1');
		expect(queries).toEqual([{ page: 1, index_name: 'Archive' }]);
	});

	test('is not believed where it finds nothing of this name', async () => {
		const { item, queries } = serverThat((name) => name === 'Talks', ['Talks', 'Archive']);
		expect(await idOf(item, 'Archive')).toBe('id1');
		expect(queries).toEqual([
			{ page: 1, index_name: 'Archive' },
			{ page: 1, index_name: undefined },
		]);
	});
});

test('what is in an index is looked up there', async () => {
	const urls: string[] = [];
	const connection = stubConnection(({ url }: IHttpRequestOptions) => {
		urls.push(url);
		const data = [{ _id: 'x1', system_metadata: { filename: 'talk.mp4' } }];
		return { body: { data, page_info: { total_page: 1 } } };
	});
	const item = { connection, timezone: 'Etc/UTC' };
	const indexId = '6720a1b2c3d4e5f600000001';
	expect(await idOfName(item, 'indexedAssetId', 'talk.mp4', () => indexId)).toBe('x1');
	expect(urls).toEqual([`http://twelvelabs.test/indexes/${indexId}/indexed-assets`]);
});
