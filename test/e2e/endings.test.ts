import type { Save } from './database';
import { lostByN8n, type Ended } from './endings';

const ended = (at: number, goneAt = at): Ended => ({
	signal: 'SIGKILL',
	moment: 'at any time',
	share: 0,
	polls: 0,
	at,
	goneAt,
});

const lost = (saves: Save[], endings: Ended[], emitted: string[] = []): string[] => [
	...lostByN8n(saves, endings, (id) => emitted.includes(id)),
];

describe('what n8n has lost by ending', () => {
	it('is what it saved last, where none of that is in an execution', () => {
		const saves = [
			{ at: 10_000, ids: ['a'] },
			{ at: 15_000, ids: ['b', 'c'] },
		];
		expect(lost(saves, [ended(15_100)], ['a'])).toEqual(['b', 'c']);
	});

	it('is nothing of a save of which an execution has a part', () => {
		expect(lost([{ at: 10_000, ids: ['a', 'b'] }], [ended(10_100)], ['b'])).toEqual([]);
	});

	it('is nothing that was saved before what an execution has', () => {
		const saves = [
			{ at: 10_000, ids: ['a'] },
			{ at: 10_050, ids: ['b'] },
		];
		expect(lost(saves, [ended(10_100)], ['b'])).toEqual([]);
	});

	it('is nothing that was saved when there was time enough for an execution', () => {
		expect(lost([{ at: 10_000, ids: ['a'] }], [ended(20_000)])).toEqual([]);
	});

	it('is nothing that was saved by the last n8n', () => {
		expect(lost([{ at: 20_000, ids: ['a'] }], [ended(19_900, 19_950)])).toEqual([]);
	});

	it('is what was saved after n8n was asked to stop, too', () => {
		expect(lost([{ at: 16_000, ids: ['a'] }], [ended(10_000, 18_000)])).toEqual(['a']);
	});
});
