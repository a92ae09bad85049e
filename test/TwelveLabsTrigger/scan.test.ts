import { NodeApiError, type INode } from 'n8n-workflow';

import { OutOfTime } from '../../nodes/api/client/deadline';
import { scan } from '../../nodes/TwelveLabsTrigger/scan';
import type { WatchSource } from '../../nodes/TwelveLabsTrigger/source';
import { UNKNOWN_TOTAL, type WatchState } from '../../nodes/TwelveLabsTrigger/state';

const CURSOR = Date.UTC(2026, 0, 5, 12);

const STATE: WatchState = {
	v: 1,
	scope: 'index',
	rev: 7,
	cursor: CURSOR,
	total: 0,
	awaited: [],
	emitted: {},
};

/** A list of a hundred entries that are newer than the cursor, of which only so many pages come. */
const sourceWith = (pages: number, otherwise: Error = new OutOfTime()): WatchSource<number> => ({
	page: async (_, number) => {
		if (number > pages) throw otherwise;
		const data = Array.from({ length: 50 }, (_entry, n) => ({
			_id: `${number}.${n}`,
			createdAt: CURSOR + 100_000 - 1_000 * (50 * (number - 1) + n),
			finished: true,
			entry: n,
		}));
		return {
			data,
			page_info: { page: number, total_page: 2, total_results: 100 },
		};
	},
	entry: async () => 'gone',
	rules: {
		running: ['running'],
		finished: 'finished',
		ended: ['justFinished'],
		round: 10,
		totalCounts: true,
	},
	shuffled: (ids) => ids,
	mayGoOn: () => true,
});

test('when the time of a scan is over, what it has seen counts, and the next scan reads the rest', async () => {
	const findings = await scan(STATE, sourceWith(1));
	expect(findings.seen.size).toBe(50);
	expect(findings.reached).toEqual({ newest: CURSOR, total: UNKNOWN_TOTAL });
	expect(findings.unread).toBeUndefined();
});

test('in enough time everything is seen, and the cursor moves', async () => {
	const findings = await scan(STATE, sourceWith(2));
	expect(findings.seen.size).toBe(100);
	expect(findings.reached?.newest).toBe(CURSOR + 100_000);
});

test('when there was no time for anything, that is reported', async () => {
	const findings = await scan(STATE, sourceWith(0));
	expect(findings.unread).toBeInstanceOf(OutOfTime);
});

test('when a request does not succeed, what was seen before counts, and the error is reported where that is nothing new', async () => {
	const error = new NodeApiError({ name: 'TwelveLabs Trigger' } as INode, {});
	const findings = await scan(STATE, sourceWith(1, error));
	expect(findings.seen.size).toBe(50);
	expect(findings.reached).toEqual({ newest: CURSOR, total: UNKNOWN_TOTAL });
	expect(findings.unread).toBe(error);
});

test('anything else that goes wrong ends the poll', async () => {
	const error = new Error('no created_at');
	await expect(scan(STATE, sourceWith(1, error))).rejects.toBe(error);
});

test('when the time is over for some that are awaited, the responses about the others count', async () => {
	const findings = await scan(
		{ ...STATE, awaited: ['slow', 'quick'] },
		{
			...sourceWith(2),
			page: async () => ({ data: [], page_info: { page: 1, total_page: 1, total_results: 0 } }),
			entry: async (id) => (id === 'slow' ? new OutOfTime() : 'gone'),
		},
	);
	expect([...findings.gone]).toEqual(['quick']);
});
