import { fits } from '../../../nodes/TwelveLabsTrigger/sources/wish';

const WISH = { events: ['ready', 'failed'], filename: '', userMetadata: {} };

test('an event is wanted by its status', () => {
	expect(
		['ready', 'failed', 'canceled', undefined].map((status) => fits({ status }, WISH)),
	).toEqual([true, true, false, false]);
});

test('a name is wanted that contains a part, and one that is not known excludes nothing', () => {
	const wanted = (filename: unknown) =>
		fits({ status: 'ready', filename }, { ...WISH, filename: 'KEY' });
	expect(['keynote.mp4', 'talk.mp4', '', undefined, null, 7].map(wanted)).toEqual([
		...[true, false, false],
		...[true, true, true],
	]);
});

test('a duration is wanted within its limits, both of which belong to it', () => {
	const wanted = (duration: unknown, limits: object) =>
		fits({ status: 'ready', duration }, { ...WISH, ...limits });
	const limits = { durationGte: 5, durationLte: 10 };
	expect([4.9, 5, 10, 10.1, undefined, '4'].map((duration) => wanted(duration, limits))).toEqual([
		...[false, true, true, false],
		...[true, true],
	]);
	expect([wanted(1e9, { durationGte: 5 }), wanted(1, { durationGte: 5 })]).toEqual([true, false]);
	expect([wanted(0, { durationLte: 10 }), wanted(11, { durationLte: 10 })]).toEqual([true, false]);
	expect(wanted(7, {})).toBe(true);
});
