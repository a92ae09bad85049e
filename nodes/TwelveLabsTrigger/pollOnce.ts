import { advance, begin } from './state';
import { scan, type ScanLimits } from './scan';
import type { Findings, Watched, WatchSource, WatchState } from './watch';

/** Where the state lies between two polls. */
export interface Memory {
	read(): WatchState | undefined;
	write(state: WatchState): void;
	/** Whether a poll that overlaps this one, with a state of its own, has gone beyond `rev`. */
	isOvertaken(rev: number): boolean;
}

/** What a poll tells, and what it leaves to the next one. */
export interface Prepared<Event> {
	events: Event[];
	/** IDs that could not be prepared this time. They stay awaited. */
	postponed: ReadonlySet<string>;
}

/** What one poll is about. */
interface Poll<T, Event> {
	source: WatchSource<T>;
	scope: string;
	memory: Memory;
	limits?: ScanLimits;
	/** Called with what a poll leaves to the next ones: see `Findings`. */
	report?(findings: Findings<T>): void;
	/** What else is to be reported where there are no events. */
	odd?(): Error | undefined;
	/** Makes events of what has finished, with requests of its own where it needs any. */
	eventsOf(finished: Array<Watched<T>>): Promise<Prepared<Event>>;
}

/**
 * One poll. A request that does not succeed ends the look: what was seen until then is told, or else the error.
 *
 * n8n lets polls of one node overlap, and another may write while this one waits for answers. So the decision is made
 * twice: once to know which events to prepare, once, together with writing, to know that it still holds.
 * @returns events that were not returned before; none at the first poll of a scope
 */
export async function pollOnce<T, Event>({
	source,
	scope,
	memory,
	limits,
	report,
	odd,
	eventsOf,
}: Poll<T, Event>): Promise<Event[]> {
	const known = memory.read();
	if (known?.scope !== scope) {
		const state = await begin(source, scope, (known?.rev ?? 0) + 1);
		if (memory.read()?.rev === known?.rev) memory.write(state);
		return [];
	}
	const findings = await scan(known, source, limits);
	report?.(findings);
	const finished = advance(known, findings).events;
	if (finished.length === 0 && findings.unread) throw findings.unread;
	const { events, postponed } = await eventsOf(finished);

	const current = memory.read();
	if (current?.scope !== scope || current.rev !== findings.rev) return [];
	if (memory.isOvertaken(findings.rev)) return [];
	const { state } = advance(current, findings, postponed);
	if (state !== current) memory.write(state);
	// Where the options leave out all that was found, what could not be read is all there is to report.
	const unreported = events.length === 0 ? (findings.unread ?? odd?.()) : undefined;
	if (unreported) throw unreported;
	return events;
}
