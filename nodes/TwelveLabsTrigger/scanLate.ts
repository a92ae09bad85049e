import { PageWalk } from '../api/paging/pageWalk';
import type { ScanFindings } from './findings';
import { OrderCheck } from './lists';
import type { Watched, WatchSource } from './source';
import { UNKNOWN_TOTAL } from './state';

/** So long an entry that shows up late waits at most, where the total does not show it. */
const SWEEP_EVERY_MS = 15 * 60_000;

/**
 * A sweep, where one is due: it reads back as far as entries may show up late. It is due every quarter of an hour, and at once
 * where the total has grown by more than was seen. A sweep for which the time is not enough is made by the next scan.
 */
export async function scanLate<T>(
	findings: ScanFindings<T>,
	source: WatchSource<T>,
): Promise<void> {
	const { state, listed, fresh } = findings;
	const { lateMs } = source.rules;
	if (!state.sweep || lateMs === undefined || !listed) return;
	const { total = UNKNOWN_TOTAL } = listed;
	const isUnseen = total - state.sweep.total > fresh && state.sweep.total !== UNKNOWN_TOTAL;
	if (listed.now - state.sweep.at < SWEEP_EVERY_MS && !isUnseen) {
		if (total !== state.sweep.total) findings.sweep({ ...state.sweep, total });
		return;
	}
	const { from } = state.sweep;
	const order = new OrderCheck();
	const walk = new PageWalk<Watched<T>>({
		isPast: ({ createdAt = Infinity }) => order.holds && createdAt < from,
		startsOver: true,
		countsAll: false,
	});
	let at: number | undefined;
	while (walk.page !== undefined) {
		if (!source.mayGoOn()) return;
		const page = await source.page('everything', walk.page);
		at ??= page.serverTime ?? listed.now;
		order.check(page.data);
		walk.take(page);
		findings.note(page.data);
	}
	if (!walk.complete || at === undefined) return;
	findings.sweep({ at, from: Math.max(from, at - lateMs), total: walk.total ?? UNKNOWN_TOTAL });
}
