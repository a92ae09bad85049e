import type { IHttpRequestOptions, ILoadOptionsFunctions } from 'n8n-workflow';

import {
	ANALYSIS_TASKS,
	ASSETS,
	ENTITIES_OF_COLLECTION,
} from '../../../nodes/shared/locators/lists';
import type { ListedKind } from '../../../nodes/shared/locators/listed';
import { searchList } from '../../../nodes/shared/locators/search';

const PAGE = 50;

interface Listed {
	_id: string;
	filename?: string;
}

const files = (count: number, name = (at: number) => `Clip ${at}.mp4`): Listed[] =>
	Array.from({ length: count }, (_, at) => ({ _id: `id${at}`, filename: name(at) }));

/** The editor beside a server that lists these entries, and whose filter by name takes the whole name alone. */
function editorWith(list: Listed[]) {
	const queries: unknown[] = [];
	const urls: string[] = [];
	const context = {
		getNode: () => ({ name: 'TwelveLabs', typeVersion: 1 }),
		getTimezone: () => 'Etc/UTC',
		getCredentials: async () =>
			await Promise.resolve({ apiKey: 'tlk_test', baseUrl: 'http://twelvelabs.test/v1.3' }),
		logger: { info: () => {}, debug: () => {}, warn: () => {} },
		helpers: {
			httpRequestWithAuthentication: async (_: string, { url, qs = {} }: IHttpRequestOptions) => {
				const { page, page_limit, ...filter } = qs;
				queries.push({ page, ...filter });
				urls.push(url);
				const found = list.filter(
					({ filename }) => filter.filename === undefined || filename === filter.filename,
				);
				const start = (Number(page) - 1) * PAGE;
				return await Promise.resolve({
					statusCode: 200,
					headers: {},
					body: {
						data: found.slice(start, start + Number(page_limit)),
						page_info: { total_page: Math.ceil(found.length / PAGE) },
					},
				});
			},
		},
	} as unknown as ILoadOptionsFunctions;
	const search = async (filter?: string, paginationToken?: unknown, kind: ListedKind = ASSETS) => {
		const { results, paginationToken: next } = await searchList(context, kind, {
			filter,
			paginationToken,
			ids: { entityCollectionId: 'c1' },
		});
		return { found: results.map(({ value }) => value), next };
	};
	return { context, queries, urls, search };
}

test('without words, a list has one page, and the number of the next', async () => {
	const { search, queries } = editorWith(files(60));
	const first = await search();
	expect(first.found).toHaveLength(PAGE);
	expect(first.next).toBe('2');
	expect(await search(' ', first.next)).toEqual({
		found: files(60)
			.slice(PAGE)
			.map(({ _id }) => _id),
		next: undefined,
	});
	expect(queries).toEqual([{ page: 1 }, { page: 2 }]);
});

test('words are looked for in a short list here, and need no other request', async () => {
	const { search, queries } = editorWith([
		...files(3),
		{ _id: 'x1', filename: 'Lecture on bees.mp4' },
		{ _id: 'x2' },
	]);
	expect(await search('bees lecture')).toEqual({ found: ['x1'], next: undefined });
	expect(await search('x2')).toEqual({ found: ['x2'], next: undefined });
	expect(await search('id1')).toEqual({ found: ['id1'], next: undefined });
	expect(queries).toEqual([{ page: 1 }, { page: 1 }, { page: 1 }]);
});

test('in a long list they are looked for by the filter of the API and among the newest 500, each entry once', async () => {
	const list = files(600, (at) => (at % 100 === 70 ? 'Bees.mp4' : `Clip ${at}.mp4`));
	const { search, queries } = editorWith(list);
	expect(await search('Bees.mp4')).toEqual({
		// id570 by the filter alone: it is beyond the newest 500.
		found: ['id70', 'id170', 'id270', 'id370', 'id470', 'id570'],
		next: undefined,
	});
	expect(queries).toEqual([
		{ page: 1 },
		{ page: 1, filename: 'Bees.mp4' },
		...Array.from({ length: 9 }, (_, at) => ({ page: at + 2 })),
	]);
});

test('the search ends with the last page', async () => {
	const { search, queries } = editorWith(files(120));
	expect((await search('Clip 110.mp4')).found).toEqual(['id110']);
	expect(queries).toHaveLength(4);
});

test('where the filter finds more than a page, that is enough, and its next page is filtered too', async () => {
	const { search, queries } = editorWith(files(120, () => 'Bees.mp4'));
	const { found, next } = await search('Bees.mp4');
	expect([found.length, next]).toEqual([PAGE, '2']);
	expect((await search('Bees.mp4', next)).next).toBe('3');
	expect(queries.slice(1)).toEqual([
		{ page: 1, filename: 'Bees.mp4' },
		{ page: 2, filename: 'Bees.mp4' },
	]);
});

test('a list without a filter by name is searched here alone', async () => {
	const { search, queries } = editorWith([]);
	expect(await search('bees', undefined, ANALYSIS_TASKS)).toEqual({ found: [], next: undefined });
	expect(queries).toEqual([{ page: 1 }]);
});

test('a long list without a filter by name is asked for each of its pages once', async () => {
	const tasks = files(60).map(({ _id }) => ({ _id, task_id: _id, custom_id: `talk ${_id}` }));
	const { search, queries } = editorWith(tasks);
	expect(await search('talk id55', undefined, ANALYSIS_TASKS)).toEqual({
		found: ['id55'],
		next: undefined,
	});
	expect(queries).toEqual([{ page: 1 }, { page: 2 }]);
});

test('a list that belongs to something is asked for there', async () => {
	const { search, urls } = editorWith([]);
	await search(undefined, undefined, ENTITIES_OF_COLLECTION).catch(() => undefined);
	expect(urls.join()).toMatch(/entity-collections/);
});

test('an entry has the address where the browser shows it, where there is one', async () => {
	const { context } = editorWith(files(1));
	const { results } = await searchList(context, ASSETS, { urlOf: (id) => `https://x.test/${id}` });
	expect(results).toEqual([{ name: 'Clip 0.mp4', value: 'id0', url: 'https://x.test/id0' }]);
});
