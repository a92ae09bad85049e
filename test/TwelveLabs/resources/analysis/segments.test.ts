import fc from 'fast-check';

import type { AnalysisTask } from '../../../../nodes/shared/types';
import { segmentItems } from '../../../../nodes/TwelveLabs/resources/analysis/segments';

const task = (data: unknown, fields: Partial<AnalysisTask> = {}): AnalysisTask => ({
	task_id: 't1',
	status: 'ready',
	video_source: { asset_id: 'a1' },
	result: { data: typeof data === 'string' ? data : JSON.stringify(data), finish_reason: 'stop' },
	...fields,
});
const cutOff = (data: string): AnalysisTask =>
	task(data, { result: { data, finish_reason: 'length' } });

const lift = { start_time: 601.2, end_time: 655, metadata: { operator: 'B', over_people: true } };
const item = {
	definition: 'lift',
	start: 601.2,
	end: 655,
	operator: 'B',
	over_people: true,
	task_id: 't1',
	asset_id: 'a1',
};

describe('A segmentation', () => {
	it('becomes one item for each segment, with definition, times and fields', () => {
		const answer = {
			lift: [lift, { start_time: '00:00:01', end_time: '00:00:02' }],
			near_miss: [],
		};
		expect(segmentItems(task(answer))).toEqual([
			item,
			{ definition: 'lift', start: '00:00:01', end: '00:00:02', task_id: 't1', asset_id: 'a1' },
		]);
		const [first] = segmentItems(task(answer));
		expect(Object.keys(first)).toEqual(Object.keys(item));
	});

	it('has no item for a definition without a hit', () => {
		expect(segmentItems(task({ lift: [], near_miss: null }))).toEqual([]);
		expect(segmentItems(task({}))).toEqual([]);
	});

	it('has no asset where the video came from a URL', () => {
		const fromUrl = task({ lift: [lift] }, { video_source: { url: 'https://example.com/a.mp4' } });
		expect(segmentItems(fromUrl)[0]).not.toHaveProperty('asset_id');
	});

	it('keeps a field under metadata where its name is one of the item', () => {
		const metadata = {
			definition: 'a',
			start: 1,
			end: 2,
			task_id: 3,
			asset_id: 4,
			warning: 5,
			error: 'none',
			kind: 6,
		};
		const { kind, ...clashing } = metadata;
		expect(segmentItems(task({ lift: [{ ...lift, metadata }] }))).toEqual([
			{
				definition: 'lift',
				start: 601.2,
				end: 655,
				kind,
				metadata: clashing,
				task_id: 't1',
				asset_id: 'a1',
			},
		]);
	});

	it('has the warning of its task at each item', () => {
		const error = { message: 'Some segments are missing.' };
		const items = segmentItems(task({ lift: [lift, lift] }, { error }));
		expect(items).toEqual([
			{ ...item, warning: error.message },
			{ ...item, warning: error.message },
		]);
		const [cut] = segmentItems(cutOff(JSON.stringify({ lift: [lift] })));
		expect(cut.warning).toBe('TwelveLabs cut the answer off, so segments may be missing.');
	});

	it('is one item with its warning where it has no segment', () => {
		const error = { message: 'Some segments are missing.' };
		expect(segmentItems(task({ lift: [] }, { error }))).toEqual([
			{
				text: '{"lift":[]}',
				finish_reason: 'stop',
				task_id: 't1',
				asset_id: 'a1',
				warning: 'There is no segment in it. Some segments are missing.',
			},
		]);
	});

	it.each<[string, string]>([
		['not valid JSON', 'I found three lifts.'],
		['no lists of segments', '[1, 2]'],
		['no lists of segments', '{"lift": {"start_time": 1}}'],
		['no lists of segments', '{"lift": [{"start_time": 1}, 7]}'],
		['no lists of segments', '{"lift": [{"start_time": 1, "metadata": "a"}]}'],
	])('that holds %s is kept as text, with a warning', (why, data) => {
		const items = segmentItems(task(data));
		expect(items).toMatchObject([{ text: data, task_id: 't1' }]);
		expect(items[0].warning).toContain(why);
	});

	it('without any result is kept, too', () => {
		expect(segmentItems(task('', { result: undefined }))).toMatchObject([{ text: '' }]);
	});
});

const name = fc.oneof(
	fc.constantFrom('definition', 'start', 'end', 'warning', 'task_id', '__proto__', 'text', 'data'),
	fc.string(),
);
const segment = fc.record(
	{
		start_time: fc.double({ noNaN: true, noDefaultInfinity: true, min: 0 }),
		end_time: fc.double({ noNaN: true, noDefaultInfinity: true, min: 0 }),
		metadata: fc.dictionary(
			name.filter((each) => !['metadata', 'start_time', 'end_time'].includes(each)),
			fc.jsonValue(),
		),
	},
	{ requiredKeys: ['start_time', 'end_time'] },
);
const answers = fc.dictionary(fc.string(), fc.array(segment, { maxLength: 4 }));

test('no segment and no field is lost, whatever they are called', () => {
	fc.assert(
		fc.property(answers, (answer) => {
			const parsed = JSON.parse(JSON.stringify(answer)) as typeof answer;
			const expected = Object.entries(parsed).flatMap(([definition, segments]) =>
				segments.map((each) => ({ definition, each })),
			);
			const items = segmentItems(task(answer));
			expect(items).toHaveLength(expected.length);
			for (const [n, { definition, each }] of expected.entries()) {
				const { metadata: clashing = {}, ...own } = items[n];
				expect(own).toMatchObject({ definition, start: each.start_time, end: each.end_time });
				for (const [field, value] of Object.entries(each.metadata ?? {})) {
					const holder = Object.hasOwn(clashing as object, field) ? clashing : own;
					expect(Object.getOwnPropertyDescriptor(holder, field)?.value).toEqual(value);
				}
			}
		}),
	);
});

test('an answer that is cut anywhere is kept as text, never half of it', () => {
	fc.assert(
		fc.property(answers, fc.nat(), (answer, at) => {
			const whole = JSON.stringify(answer);
			const data = whole.slice(0, at % whole.length);
			expect(segmentItems(cutOff(data))).toEqual([
				{
					text: data,
					finish_reason: 'length',
					task_id: 't1',
					asset_id: 'a1',
					warning:
						'The answer is not valid JSON, so it is returned as text. TwelveLabs cut the answer off, so segments may be missing.',
				},
			]);
		}),
	);
});
