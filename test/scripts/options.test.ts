import { readOptions } from '../../scripts/options';

describe('Options of npm start', () => {
	it('need no key: without one the simulator is used', () => {
		expect(readOptions([], { TWELVELABS_INDEX_ID: 'i', TWELVELABS_API_KEY: ' ' })).toEqual({
			once: false,
			help: false,
		});
	});

	it('take the real API when there is a key', () => {
		const environment = {
			TWELVELABS_API_KEY: ' key ',
			TWELVELABS_BASE_URL: 'http://127.0.0.1:1/v1.3/',
			TWELVELABS_ASSET_ID: 'a',
		};
		expect(readOptions(['--once'], environment)).toMatchObject({
			once: true,
			account: { apiKey: 'key', baseUrl: 'http://127.0.0.1:1/v1.3', assetId: 'a' },
		});
	});

	it('refuse what they do not know', () => {
		expect(() => readOptions(['--onec'], {})).toThrow(/--onec/);
		expect(() => readOptions(['once'], {})).toThrow(/once/);
		expect(() =>
			readOptions([], { TWELVELABS_API_KEY: 'k', TWELVELABS_BASE_URL: 'twelvelabs' }),
		).toThrow('TWELVELABS_BASE_URL is not an address: twelvelabs');
	});
});
