import type { ApiRequest } from '../../../nodes/api/client/request';
import { ENDPOINTS } from '../../../nodes/api/endpoints';
import { missingTitle, stateTitle, valueTitle, withTitle } from '../../../nodes/api/errors/target';

const INDEX = '6720aaaaaaaaaaaaaaaaaaff';
const ENTRY = '6720bbbbbbbbbbbbbbbbbbff';
const ASSET = '6720ccccccccccccccccccff';

const { indexedAssets, indexes } = ENDPOINTS;
const ids = { indexId: INDEX, indexedAssetId: ENTRY };
const get: ApiRequest = { endpoint: indexedAssets.retrieve, ids };
const list: ApiRequest = { endpoint: indexedAssets.list, ids };
const create: ApiRequest = {
	endpoint: indexedAssets.create,
	ids,
	body: { asset_id: ASSET, user_metadata: { season: 'x'.repeat(100) } },
};

describe('what is not there is named', () => {
	test.each([
		['the only ID of the path', list, 'Not found.', `Index ${INDEX}`],
		[
			'by the ID that is said',
			get,
			`Resource with id ${ENTRY} does not exist.`,
			`Indexed Asset ${ENTRY}`,
		],
		['also in another case', get, `No ${ENTRY.toUpperCase()}`, `Indexed Asset ${ENTRY}`],
		['by the parameter that is said', get, 'index_id was not found', `Index ${INDEX}`],
		['by the API’s spelling of it', get, 'No such indexed-asset-id', `Indexed Asset ${ENTRY}`],
		['by the collection that is said', get, 'Nothing of that name in indexes', `Index ${INDEX}`],
		['also from the body', create, `Resource with id ${ASSET} does not exist`, `Asset ${ASSET}`],
		['all, where nothing says which', get, '', `Index ${INDEX} or Indexed Asset ${ENTRY}`],
	])('%s', (_, request, said, names) => {
		expect(missingTitle(request, said)).toBe(`${names} does not exist, or is in another account`);
	});

	test.each([
		['video', { asset_id: ASSET }],
		['image', { media_source: { asset_id: ASSET } }],
		['multi_input', { media_sources: [{ asset_id: ASSET }] }],
	])('also in the media of the body: %s', (name, media) => {
		const request = { endpoint: ENDPOINTS.analysisTasks.create, body: { [name]: media } };
		expect(missingTitle(request, 'Not found')).toBe(
			`Asset ${ASSET} does not exist, or is in another account`,
		);
	});

	test('nothing, where the request names nothing', () => {
		expect(missingTitle({ endpoint: indexes.list }, 'No.')).toBeUndefined();
	});
});

describe('what is in another state is named', () => {
	test.each([
		[
			'what a request is to delete',
			{ endpoint: indexedAssets.delete, ids },
			'',
			`Indexed Asset ${ENTRY}`,
		],
		['by the ID that is said', create, `Asset ${ASSET} is being processed`, `Asset ${ASSET}`],
	])('%s', (_, request, said, name) => {
		expect(stateTitle(request, said)).toBe(
			`TwelveLabs cannot do this in the current state of ${name}`,
		);
	});

	test('of a path, the last of its IDs', () => {
		const update = { endpoint: indexedAssets.update, ids };
		expect(stateTitle(update, '')).toContain(`Indexed Asset ${ENTRY}`);
	});

	test('not at all, where it may be either', () => {
		expect(stateTitle(create, 'Try again later.')).toBeUndefined();
	});
});

describe('a value that is not accepted is named', () => {
	test.each([
		['of the path', get, 'The index_id parameter is invalid', `Index: ${INDEX}`],
		['of the body', create, 'The asset_id parameter is invalid', `Asset: ${ASSET}`],
		[
			'of the query',
			{ ...list, query: { sort_option: 'up', page: 1 } },
			'Parameter sort_option has to be one of asc, desc',
			'Sort Order: up',
		],
	])('%s', (_, request, said, value) => {
		expect(valueTitle(request, said)).toBe(`TwelveLabs did not accept ${value}`);
	});

	test('of a form, where it is a text', () => {
		const form = {
			asset_name: ['a', 'b'],
			audio_file: { name: 'a.wav' } as never,
			media_files: ['a', { name: 'b.wav' }] as never,
		};
		const upload = { endpoint: ENDPOINTS.assets.create, form };
		expect(valueTitle(upload, 'asset_name is too long')).toBe(
			'TwelveLabs did not accept Asset Name: ["a","b"]',
		);
		expect(valueTitle(upload, 'audio_file is too long')).toBeUndefined();
		expect(valueTitle(upload, 'media_files are too long')).toBeUndefined();
	});

	test('with "ID" in its label only where it is part of a name', () => {
		const query = { user_id_list: '7' };
		expect(valueTitle({ endpoint: indexes.list, query }, 'user_id_list')).toBe(
			'TwelveLabs did not accept User Id List: 7',
		);
	});

	test('by its beginning, where it is long', () => {
		const title = valueTitle(create, 'user_metadata: "season" is too long') ?? '';
		expect(title).toMatch(/^TwelveLabs did not accept User Metadata: \{"season":"x+…$/);
		expect(title.length).toBeLessThan(110);
	});

	test('not at all, where several are mentioned, or an ordinary word is', () => {
		expect(valueTitle(create, 'asset_id and index_id do not fit')).toBeUndefined();
		expect(valueTitle({ ...list, query: { page: 1 } }, 'There is no such page.')).toBeUndefined();
	});
});

test('a title stands in the place of the message, where there is one', () => {
	const explanation = { message: 'It is not there', next: 'Check it.' };
	expect(withTitle(explanation, undefined)).toBe(explanation);
	expect(withTitle(explanation, 'a1 is not there')).toEqual({
		message: 'a1 is not there',
		next: 'Check it.',
	});
});
