import { windowOf } from '../../../nodes/TwelveLabs/fields/window';

describe('the part of a file', () => {
	test.each([
		[{}, {}],
		[{ startTime: 0, endTime: '' }, {}],
		[{ startTime: '5' }, { start: 5 }],
		[{ endTime: 9.5 }, { end: 9.5 }],
		[
			{ startTime: 5, endTime: 6 },
			{ start: 5, end: 6 },
		],
	])('is %j', (options, part) => {
		expect(windowOf(options, 1)).toEqual(part);
	});

	test.each([
		[{ startTime: -1 }, 0, 'Start Time (Seconds): -1 is less than 0'],
		[{ endTime: -1 }, 0, 'End Time (Seconds): -1 is not after Start Time (Seconds)'],
		[{ startTime: 5, endTime: 5 }, 0, 'End Time (Seconds): 5 is not after Start Time (Seconds)'],
		[
			{ startTime: 5, endTime: 5.5 },
			1,
			'End Time (Seconds): 5.5 is not at least 1 second after Start Time (Seconds)',
		],
	])('%j is none that has %d seconds', (options, least, message) => {
		expect(() => windowOf(options, least)).toThrow(message);
	});
});
