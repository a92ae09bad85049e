import fc from 'fast-check';

import { isSameName, nameContains, nameHasWords } from '../../nodes/shared/names';

const COMPOSED = 'Caf\u00e9.mp4';
const DECOMPOSED = 'Cafe\u0301.mp4';

test('canonically equal names are the same', () => {
	expect(COMPOSED).not.toBe(DECOMPOSED);
	expect(isSameName(COMPOSED, DECOMPOSED)).toBe(true);
	expect(isSameName(COMPOSED, 'Cafe.mp4')).toBe(false);
});

test('a name in any normal form is the same name', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary' }), (name) => {
			expect(isSameName(name.normalize('NFC'), name.normalize('NFD'))).toBe(true);
			expect(nameContains(name.normalize('NFD'), name.normalize('NFC'))).toBe(true);
		}),
	);
});

test.each(['\u00a0', '\u202f', '\u2003', '\u3000', '\u0085', '\t', '\n', '\r\n', '\u2028'])(
	'white space such as %j is white space',
	(space) => {
		expect(isSameName(`Screen${space}shot`, 'Screen shot')).toBe(true);
		expect(nameContains(`a Screen${space}shot.png`, 'SCREEN SHOT')).toBe(true);
	},
);

test('characters that show nothing do not make another name', () => {
	expect(isSameName('\u202akey\u00adnote\u200b.mp4\u202c', 'keynote.mp4')).toBe(true);
});

test('names that read differently are different', () => {
	for (const [one, other] of [
		['a b', 'ab'],
		['a  b', 'a b'],
		['A', 'a'],
		['1', '\u00b9'],
	]) {
		expect(isSameName(one, other)).toBe(false);
	}
});

test('a part is found whatever the case and the way it is written', () => {
	expect(nameContains('R\u00c9SUM\u00c9 final.mp4', 're\u0301sume\u0301')).toBe(true);
	expect(nameContains(DECOMPOSED, 'cafe')).toBe(false);
	expect(nameContains('keynote.mp4', ' \u200bNote\u00a0')).toBe(true);
	expect(nameContains('keynote.mp4', 'talk')).toBe(false);
	expect(nameContains('keynote.mp4', '')).toBe(true);
});

test.each([
	['customer inter', 'customer-interview.mp4'],
	['INTERVIEW customer', 'customer-interview.mp4'],
	['customer_interview', 'Customer Interview.mp4'],
	['q3 recording', 'webinar-q3-recording.mp4'],
	['café', 'Cafe\u0301-Tour.mp4'],
	['  keynote  ', 'keynote.mp4'],
	['...', 'wait... what.mp4'],
])('%j finds %j by its words', (search, name) => {
	expect(nameHasWords(name, search)).toBe(true);
});

test.each([
	['customer talk', 'customer-interview.mp4'],
	['customerinterview', 'customer-interview.mp4'],
	['...', 'keynote.mp4'],
])('%j does not find %j', (search, name) => {
	expect(nameHasWords(name, search)).toBe(false);
});
