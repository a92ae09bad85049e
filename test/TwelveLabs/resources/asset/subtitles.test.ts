import fc from 'fast-check';

import { cuesOf } from '../../../../nodes/TwelveLabs/resources/asset/subtitles/cues';
import { srt, vtt } from '../../../../nodes/TwelveLabs/resources/asset/subtitles/formats';
import { joined, type Spoken } from '../../../../nodes/TwelveLabs/resources/asset/subtitles/words';

/** Each word half a second after the one before. */
const speech = (text: string, from = 0): Spoken[] =>
	text
		.split(' ')
		.map((word, at) => ({ text: word, start: from + at / 2, end: from + at / 2 + 0.4 }));

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const lengthOf = (line: string) => [...segmenter.segment(line)].length;

const withoutSpaces = (text: string) => text.replace(/\s/gu, '');

describe('cues of any speech', () => {
	const text = fc.oneof(
		fc.lorem(),
		fc.string({ unit: 'grapheme', maxLength: 130 }),
		fc.constantFrom(
			'.',
			'Stop.',
			'مرحبا بالعالم',
			'今日はいい天気ですね。',
			'สวัสดีครับ',
			'👨‍👩‍👧‍👦',
			'a\n\nb',
			' ',
		),
	);
	const time = fc.oneof(
		fc.double({ min: 0, max: 500_000, noNaN: true }),
		fc.constantFrom(undefined, NaN, -1, Infinity, 3.5),
	);
	const spoken = fc.array(fc.record({ text, start: time, end: time }), { maxLength: 60 });

	test('keep every character, in lines of at most 42, two of them at most', () => {
		fc.assert(
			fc.property(spoken, (entries) => {
				const cues = cuesOf(entries);
				for (const { lines } of cues) {
					expect([1, 2]).toContain(lines.length);
					for (const line of lines) {
						expect(lengthOf(line)).toBeLessThanOrEqual(42);
						expect(line).not.toMatch(/^\s|\s$|[\n\r]/u);
						expect(line).not.toBe('');
					}
				}
				const shown = cues.flatMap(({ lines }) => lines).join('');
				const isIn = [...withoutSpaces(shown)].sort().join('');
				const visible = entries.filter(({ text: each }) => joined([each]) !== '');
				const given = visible.map(({ text: each }) => joined([each])).join('');
				expect(isIn).toBe([...withoutSpaces(given)].sort().join(''));
			}),
		);
	});

	test('have times in their order, whole milliseconds, without an overlap', () => {
		fc.assert(
			fc.property(spoken, (entries) => {
				let last = 0;
				for (const { startMs, endMs } of cuesOf(entries)) {
					expect(Number.isInteger(startMs) && Number.isInteger(endMs)).toBe(true);
					expect(startMs).toBeGreaterThanOrEqual(last);
					expect(endMs).toBeGreaterThan(startMs);
					last = endMs;
				}
			}),
		);
	});

	test('are blocks of SRT and VTT that a reader finds again', () => {
		fc.assert(
			fc.property(spoken, (entries) => {
				const cues = cuesOf(entries);
				const blocks = srt(cues)
					.split('\n\n')
					.filter((block) => block !== '');
				expect(blocks).toHaveLength(cues.length);
				blocks.forEach((block, at) => {
					const [number, times, ...lines] = block.replace(/\n$/, '').split('\n');
					expect(number).toBe(String(at + 1));
					expect(times).toMatch(/^\d{2,}:[0-5]\d:[0-5]\d,\d{3} --> \d{2,}:[0-5]\d:[0-5]\d,\d{3}$/);
					expect(lines).toEqual(cues[at].lines);
				});
				const [header, ...rest] = vtt(cues)
					.split('\n\n')
					.filter((block) => block !== '');
				expect(header.trim()).toBe('WEBVTT');
				expect(rest).toHaveLength(cues.length);
				for (const block of rest) {
					const [times, ...lines] = block.split('\n');
					expect(times).toMatch(
						/^\d{2,}:[0-5]\d:[0-5]\d\.\d{3} --> \d{2,}:[0-5]\d:[0-5]\d\.\d{3}$/,
					);
					expect(lines.join('')).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
				}
			}),
		);
	});
});

describe('a cue', () => {
	test('begins and ends with its words, and is cut between them where two lines are full', () => {
		const text =
			'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen';
		const cues = cuesOf(
			speech(text).map((word, at) => ({ ...word, start: at / 5, end: at / 5 + 0.2 })),
		);
		expect(cues).toEqual([
			{
				startMs: 0,
				endMs: 2800,
				lines: [
					'one two three four five six seven eight',
					'nine ten eleven twelve thirteen fourteen',
				],
			},
			{ startMs: 2800, endMs: 3400, lines: ['fifteen sixteen seventeen'] },
		]);
	});

	test('ends with its sentence, with a pause, and after seven seconds', () => {
		const startsOf = (spoken: Spoken[]) =>
			cuesOf(spoken).map(({ startMs, lines }) => [startMs, lines.join('|')]);
		expect(startsOf(speech('Lower the hook. Hold it there.'))).toEqual([
			[0, 'Lower the hook.'],
			[1500, 'Hold it there.'],
		]);
		expect(startsOf([...speech('Stop.'), ...speech('Go on.', 0.5)])).toEqual([[0, 'Stop. Go on.']]);
		expect(startsOf([...speech('Before the'), ...speech('pause', 4)])).toEqual([
			[0, 'Before the'],
			[4000, 'pause'],
		]);
		expect(startsOf(speech('a b c d e f g h i j k l m n o p'))).toEqual([
			[0, 'a b c d e f g h i j k l m n'],
			[7000, 'o p'],
		]);
	});

	test('gives way to the next one where two speak at once', () => {
		const cues = cuesOf([
			{ text: 'A remark that takes.', start: 0, end: 6 },
			{ text: 'An interruption.', start: 3, end: 4 },
		]);
		expect(cues.map(({ startMs, endMs }) => [startMs, endMs])).toEqual([
			[0, 3000],
			[3000, 4000],
		]);
		const long = cuesOf([
			{ text: 'word '.repeat(20), start: 0, end: 20 },
			{ text: 'An interruption.', start: 3, end: 4 },
		]);
		expect(long.map(({ startMs, endMs }) => [startMs, endMs])).toEqual([
			[0, 3000],
			[3000, 4000],
			[7000, 14000],
			[14000, 20000],
		]);
	});

	test('shares the time of a sentence among its words, where there are no words', () => {
		const text = `${'word '.repeat(39)}word.`;
		const cues = cuesOf([{ text, start: 100, end: 105 }]);
		expect(cues.map(({ lines }) => lines.length)).toEqual([2, 2, 1]);
		expect(cues[0].startMs).toBe(100_000);
		expect(cues[1].startMs).toBe(cues[0].endMs);
		expect(cues[2].endMs).toBe(105_000);
	});

	test('has words without times between those that have some', () => {
		const cues = cuesOf([
			{ text: 'first', start: 1, end: 2 },
			{ text: 'second' },
			{ text: 'third', start: 3, end: 4 },
		]);
		expect(cues).toEqual([{ startMs: 1000, endMs: 4000, lines: ['first second third'] }]);
	});

	test('has no spaces where a language has none, and cuts a text without any', () => {
		const words = ['今日', 'は', 'いい', '天気', 'です', 'ね', '。'];
		const spoken = words.map((word, at) => ({ text: word, start: at / 4, end: at / 4 + 0.25 }));
		expect(cuesOf(spoken).flatMap(({ lines }) => lines)).toEqual(['今日はいい天気ですね。']);
		const long = cuesOf([{ text: '字'.repeat(100), start: 0, end: 6 }]);
		expect(long.map(({ lines }) => lines.map(lengthOf))).toEqual([[42, 42], [16]]);
	});

	test('keeps the order of a text that is written from right to left', () => {
		const cues = cuesOf(speech('مرحبا بكم في العرض'));
		expect(cues.flatMap(({ lines }) => lines)).toEqual(['مرحبا بكم في العرض']);
	});
});

test('SRT has numbers and a comma, VTT a header and a point, and both any number of hours', () => {
	const cues = [
		{ startMs: 0, endMs: 1_250, lines: ['Tom & <Jerry>', 'second line'] },
		{ startMs: 3_600_000 * 123 + 59_999, endMs: 3_600_000 * 123 + 60_000, lines: ['late'] },
	];
	expect(srt(cues)).toBe(
		'1\n00:00:00,000 --> 00:00:01,250\nTom & <Jerry>\nsecond line\n\n2\n123:00:59,999 --> 123:01:00,000\nlate\n',
	);
	expect(vtt(cues)).toBe(
		'WEBVTT\n\n00:00:00.000 --> 00:00:01.250\nTom &amp; &lt;Jerry&gt;\nsecond line\n\n123:00:59.999 --> 123:01:00.000\nlate\n',
	);
	expect([srt([]), vtt([])]).toEqual(['', 'WEBVTT\n']);
});

test('texts are joined as their scripts are', () => {
	expect(joined([' Lower the hook. ', '', 'Stop'])).toBe('Lower the hook. Stop');
	expect(joined(['Stop', '!', 'Go'])).toBe('Stop! Go');
	expect(joined(['今日は。', 'いい天気'])).toBe('今日は。いい天気');
	expect(joined([])).toBe('');
});
