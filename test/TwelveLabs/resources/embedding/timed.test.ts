import type { IDataObject } from 'n8n-workflow';

import { timedFields } from '../../../../nodes/TwelveLabs/resources/embedding/timed';

const OLD = { name: 'marengo3.0' };
const NEW = { name: 'marengo3.5' };

describe('what the options ask for of a video or of audio', () => {
	test.each<[IDataObject, IDataObject]>([
		[{}, {}],
		[{ embeddingOptions: [], embeddingScopes: '', segmentation: '', startTime: 0 }, {}],
		[
			{ embeddingOptions: 'audio', startTime: '2' },
			{ embedding_option: ['audio'], start_sec: 2 },
		],
		[
			{ embeddingScopes: ['asset'], endTime: 9 },
			{ embedding_scope: ['asset'], end_sec: 9 },
		],
		[
			{ segmentation: 'fixed' },
			{ segmentation: { strategy: 'fixed', fixed: { duration_sec: 5 } } },
		],
		[
			{ segmentDuration: '7.5' },
			{ segmentation: { strategy: 'fixed', fixed: { duration_sec: 7.5 } } },
		],
	])('%j', (options, fields) => {
		expect(timedFields('audio', OLD, options)).toEqual(fields);
	});

	test('has a segmentation of another shape with later models, and may be dynamic for audio then', () => {
		const options = { segmentation: 'dynamic', segmentDuration: 3 };
		expect(timedFields('audio', NEW, options)).toEqual({
			segmentation: { temporal: { strategy: 'dynamic', dynamic: { min_duration_sec: 3 } } },
		});
		expect(() => timedFields('audio', OLD, options)).toThrow(
			'Segmentation: "dynamic" is of videos only with marengo3.0',
		);
	});

	test.each<[IDataObject, string]>([
		[{ embeddingOptions: ['visual'] }, 'Embeddings: "visual" is of videos only'],
		[{ embeddingScopes: 'page' }, 'Scopes: "page" is none of asset, clip'],
		[{ segmentation: 'scenes' }, 'Segmentation: "scenes" is none of dynamic, fixed'],
		[{ segmentDuration: -1 }, 'Segment Duration (Seconds): -1 is not above 0'],
		[{ startTime: -1 }, 'Start Time (Seconds): -1 is less than 0'],
		[{ startTime: 5, endTime: 4 }, 'End Time (Seconds): 4 is not after Start Time (Seconds)'],
	])('is refused by its label where it does not fit: %j', (options, message) => {
		expect(() => timedFields('audio', OLD, options)).toThrow(message);
	});
});
