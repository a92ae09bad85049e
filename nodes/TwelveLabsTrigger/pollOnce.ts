import { firstScan } from './firstScan';
import { scan } from './scan';
import type { ScanLimits } from './scanLimits';
import type { Watched, WatchSource } from './source';
import { advance, completed, seed, type Findings, type WatchState } from './state';

/** Where the state lies between two polls. */
export interface StateStore {
	read(): WatchState | undefined;
	write(state: WatchState): void;
	/** Whether a poll that overlaps this one, with a state of its own, has gone beyond `rev`. */
	isOvertaken(rev: number): boolean;
}

/** What a poll emits, and what it leaves to the next one. */
export interface Prepared<Event> {
	events: Event[];
	/** IDs that could not be prepared this time. They stay awaited. */
	postponed: ReadonlySet<string>;
}

/** What one poll is about. */
interface Poll<T, Event> {
	source: WatchSource<T>;
	scope: string;
	store: StateStore;
	limits?: ScanLimits;
	/** Called with what a poll leaves to the next ones: see `Findings`. */
	report?(findings: Findings<T>): void;
	/** What else is to be reported where there are no events. */
	odd?(): Error | undefined;
	/** Makes events of what has finished, with requests of its own where it needs any. */
	eventsOf(finished: Array<Watched<T>>): Promise<Prepared<Event>>;
}

/**
 * One poll. A request that does not succeed ends the scan: what was seen until then is emitted, or else the error is thrown.
 *
 * n8n lets polls of one node overlap, and another may write while this one waits for responses. So the decision is made
 * twice: to find which events to prepare, and, together with writing, to check that it still holds.
 * @returns events that were not returned before; none at the first poll of a scope
 */
export async function pollOnce<T, Event>(poll: Poll<T, Event>): Promise<Event[]> {
	const state = poll.store.read();
	if (state?.scope === poll.scope) return await nextPoll(poll, state);
	await firstPoll(poll, state?.rev ?? 0);
	return [];
}

/** @param rev that of the earlier state */
async function firstPoll<T, Event>(
	{ source, scope, store }: Poll<T, Event>,
	rev: number,
): Promise<void> {
	const { entries, serverTime, total, since } = await firstScan(source);
	const late = source.rules.lateMs === undefined ? undefined : { since, total };
	const state = seed(entries, { scope, rev: rev + 1, serverTime, late });
	if ((store.read()?.rev ?? 0) === rev) store.write(state);
}

async function nextPoll<T, Event>(
	{ source, scope, store, limits, report, odd, eventsOf }: Poll<T, Event>,
	state: WatchState,
): Promise<Event[]> {
	const findings = await scan(state, source, limits);
	report?.(findings);
	const finished = completed(state, findings);
	if (finished.length === 0 && findings.unread) throw findings.unread;
	const { events, postponed } = await eventsOf(finished);

	const current = store.read();
	if (current?.scope !== scope || current.rev !== findings.rev) return [];
	if (store.isOvertaken(findings.rev)) return [];
	const next = advance(current, findings, postponed);
	if (next !== current) store.write(next);
	// Where the options leave out all that was found, what could not be read is all there is to report.
	const unreported = events.length === 0 ? (findings.unread ?? odd?.()) : undefined;
	if (unreported) throw unreported;
	return events;
}
