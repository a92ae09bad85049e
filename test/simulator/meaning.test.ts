import * as fc from 'fast-check';
import { meaningOf, meaningOfBytes, mixed, vectorOf } from '../../simulator/embedding/meaning';

const MODEL = 'marengo3.5';

/** Cosine of two vectors. */
function nearness(a: readonly number[], b: readonly number[]): number {
	const dot = a.reduce((sum, value, n) => sum + value * (b[n] ?? 0), 0);
	return dot / (Math.hypot(...a) * Math.hypot(...b));
}

const vector = (text: string, dimension?: number) => vectorOf(meaningOf(text), MODEL, dimension);
const near = (a: string, b: string) => nearness(vector(a), vector(b));

describe('The vector of a text', () => {
	it('has 512 dimensions and the length 1, and is the same at each time', () => {
		const own = vector('a crane unloads a ship');
		expect(own).toHaveLength(512);
		expect(Math.hypot(...own)).toBeCloseTo(1, 4);
		expect(vector('a crane unloads a ship')).toEqual(own);
	});

	it('is nearer to that of a text with a word in common than to one without', () => {
		const crane = 'a crane lifts containers at the quay';
		expect(near(crane, 'containers wait in the rain')).toBeGreaterThan(0.25);
		expect(near(crane, 'two people drink coffee')).toBeLessThan(0.2);
	});

	it('is near where words only begin alike, but not as near as with equal words', () => {
		const alike = near('lifting containers', 'a lifted container');
		expect(alike).toBeGreaterThan(0.15);
		expect(alike).toBeLessThan(near('lifting containers', 'lifting containers slowly'));
	});

	it('depends neither on case nor on order nor on common words', () => {
		expect(near('The Ship and a CRANE', 'crane, ship')).toBeCloseTo(1, 5);
	});

	it('exists for a text without words, too', () => {
		expect(Math.hypot(...vector('!?'))).toBeCloseTo(1, 4);
		expect(Math.abs(near('!?', 'the'))).toBeLessThan(0.2);
	});

	it('is the head of a longer one', () => {
		const long = vector('a crane unloads a ship', 1_024);
		expect(long).toHaveLength(1_024);
		expect(vector('a crane unloads a ship')).toEqual(long.slice(0, 512));
		expect(vector('a crane unloads a ship', 100)).toEqual(long.slice(0, 100));
	});

	it('has nothing in common with that of another model', () => {
		const text = meaningOf('a crane unloads a ship');
		const other = vectorOf(text, 'marengo3.0');
		expect(Math.abs(nearness(vectorOf(text, MODEL), other))).toBeLessThan(0.2);
	});

	it('is always nearer to a text that has all its words than to one that has none', () => {
		const word = fc.stringMatching(/^[b-z]{5,8}$/);
		const texts = fc.uniqueArray(word, {
			minLength: 9,
			maxLength: 9,
			selector: (each) => each.slice(0, 4),
		});
		fc.assert(
			fc.property(texts, (words) => {
				const query = words.slice(0, 3).join(' ');
				const more = words.slice(0, 6).join(' ');
				const other = words.slice(6).join(' ');
				expect(near(query, more)).toBeGreaterThan(near(query, other) + 0.2);
			}),
			{ seed: 19 },
		);
	});
});

describe('A mixed meaning', () => {
	it('is near to each of its parts, however long they are', () => {
		const [short, long] = [
			'hook',
			'a crane unloads containers from a ship beside the northern quay',
		];
		const both = vectorOf(mixed([meaningOf(short), meaningOf(long)]), MODEL);
		expect(nearness(both, vector(short))).toBeGreaterThan(0.5);
		expect(nearness(both, vector(long))).toBeGreaterThan(0.5);
	});

	it('of the same bytes is the same', () => {
		const bytes = (sum: string) => vectorOf(meaningOfBytes(sum), MODEL);
		expect(bytes('ab')).toEqual(bytes('ab'));
		expect(Math.abs(nearness(bytes('ab'), bytes('ac')))).toBeLessThan(0.2);
	});
});

test('A text query finds the right clip among 200', () => {
	const subjects = 'crane ship truck train bridge tower garden kitchen market school'.split(' ');
	const actions = 'loads waits burns turns stops opens falls shines moves sleeps'.split(' ');
	const clips = subjects.flatMap((subject) =>
		actions.flatMap((action) => [
			`${subject} ${action} by day, seen from the river.mp4`,
			`${subject} ${action} in the night, heard behind a fence.mp4`,
		]),
	);
	expect(clips).toHaveLength(200);
	const stored = clips.map((text) => ({ text, own: vector(text) }));
	const best = (query: string) => {
		const asked = vector(query);
		const found = stored.map(({ text, own }) => ({ text, near: nearness(own, asked) }));
		return found.sort((a, b) => b.near - a.near)[0]?.text;
	};
	for (const [n, text] of clips.entries()) {
		const subject = subjects[Math.floor(n / 20)];
		const action = actions[Math.floor(n / 2) % 10];
		expect(best(`When does the ${subject} ${n % 2 ? 'at night' : 'by day'} ${action}?`)).toBe(text);
	}
});
