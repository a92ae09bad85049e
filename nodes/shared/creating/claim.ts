import { serverTime as timeOf } from '../../api/time';
import type { Finding } from './createOnce';
import { REMEMBERED_MS, type Target } from './inTurn';
import { DATE_PRECISION_MS } from './serverClock';

/** What a list shows of something that was created. */
interface Created {
	_id: string;
	created_at?: string;
}

/**
 * Which of the entries that belong to no other item of this process is the item's own. Their times are of another clock than
 * the `Date` of responses, and the two may differ by minutes: an entry of these minutes is a reason not to create again. It is
 * the item's own only where both clocks agree on that, and no other may be.
 * @param begunAt when the item's request left, on the clock of `performance.now`
 * @returns undefined where no entry is of these minutes
 */
export function claim<T extends Created>(
	entries: readonly T[],
	begunAt: number,
	{ clock }: Pick<Target, 'clock'>,
): Exclude<Finding<T>, { state: 'absent' | 'unproven' }> | undefined {
	const begun = clock.timeAt(begunAt) ?? -Infinity;
	const end = begun + performance.now() - begunAt;
	const since = begun - REMEMBERED_MS;
	const recent = entries
		.filter((entry) => createdAt(entry) >= since)
		.sort((a, b) => createdAt(b) - createdAt(a));
	const isWithin = (entry: T) =>
		createdAt(entry) >= begun - DATE_PRECISION_MS && createdAt(entry) <= end + DATE_PRECISION_MS;
	const [newest, second] = recent;
	if (!newest) return undefined;
	if (isWithin(newest) && !(second && isWithin(second))) return { state: 'created', entry: newest };
	return { state: 'ambiguous', ids: recent.map(({ _id }) => _id) };
}

/** An entry without a time may be the one: better than creating it twice. */
export const createdAt = ({ created_at }: Created): number => timeOf(created_at) ?? Infinity;
