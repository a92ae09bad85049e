import { isOfRequest } from '../api/errors/facts';
import { PageWalk } from '../api/paging/pageWalk';
import { IncompleteList, OrderCheck } from './lists';
import { OVERLAP_MS } from './reach';
import { newestOf, type Watched, type WatchList, type WatchSource } from './source';
import { UNKNOWN_TOTAL } from './state';

/** What is missed when the watch begins is missed for good, so lists whose entries change places are read more often. */
const MAX_FIRST_READINGS = 20;

/** Of the time of a scan, for what was created long ago and may still run, where only a list of everything shows it. */
const SHARE_FOR_OLD = 0.5;

/** What a first state is made of. */
interface FirstScan<T> {
	/** In the order in which they were read. */
	entries: Array<Watched<T>>;
	/** The time at the server. */
	serverTime?: number;
	/** How many entries there are in all. */
	total: number;
	/** What was created since then was read. */
	since: number;
}

/**
 * What the first state is made of: all that runs, and what has finished within the overlap, or within the time in which a
 * sweep may come across it.
 * @throws IncompleteList when not all that is running could be seen
 */
export async function firstScan<T>(source: WatchSource<T>): Promise<FirstScan<T>> {
	const { running, finished, lateMs = OVERLAP_MS } = source.rules;
	const entries: Array<Watched<T>> = [];
	for (const list of running) entries.push(...(await readAll(source, list)).entries);
	const recent = await readAll(source, finished, lateMs);
	entries.push(...recent.entries);
	if (running.length === 0 && !recent.isWhole) entries.push(...(await readOld(source, finished)));
	return { ...recent, entries };
}

/**
 * A list, read until nothing can have been missed.
 * @param span how much older than the newest entry an entry may be, in milliseconds; of more than the overlap, as much counts as
 *   the time allows
 */
async function readAll<T>(source: WatchSource<T>, list: WatchList, span = Infinity) {
	const entries: Array<Watched<T>> = [];
	let newest = 0;
	let oldest = Infinity;
	let total = UNKNOWN_TOTAL;
	let serverTime: number | undefined;
	const order = new OrderCheck();
	const isPast = ({ createdAt = Infinity }: Watched<T>) => order.holds && createdAt < newest - span;
	const walk = new PageWalk<Watched<T>>({
		isPast,
		maxReadings: MAX_FIRST_READINGS,
		// A server may count what it does not list.
		countsAll: false,
	});
	while (walk.page !== undefined) {
		if (!source.mayGoOn()) {
			const mayBePart = span > OVERLAP_MS && span < Infinity && order.holds && walk.isSteady;
			if (!mayBePart || oldest >= newest - OVERLAP_MS) {
				throw new IncompleteList('There was not enough time to read');
			}
			// Of the time at which this ends, some may be on the next page.
			return { entries, serverTime, total, since: oldest + 1, isWhole: false };
		}
		const page = await source.page(list, walk.page);
		order.check(page.data);
		serverTime ??= page.serverTime;
		newest = Math.max(newest, newestOf(page.data, page.serverTime));
		for (const { createdAt = Infinity } of page.data) oldest = Math.min(oldest, createdAt);
		entries.push(...walk.take(page));
		total = walk.total ?? UNKNOWN_TOTAL;
	}
	if (!walk.complete) throw new IncompleteList('TwelveLabs did not list in full');
	return { entries, serverTime, total, since: newest - span, isWhole: !entries.some(isPast) };
}

/**
 * A list, read to its end or as far as time and TwelveLabs let it: what is older than a day and still runs is not worth a
 * refusal.
 */
async function readOld<T>(source: WatchSource<T>, list: WatchList): Promise<Array<Watched<T>>> {
	const entries: Array<Watched<T>> = [];
	const walk = new PageWalk<Watched<T>>({ maxReadings: MAX_FIRST_READINGS, countsAll: false });
	while (walk.page !== undefined && source.mayGoOn(SHARE_FOR_OLD)) {
		const page = await source.page(list, walk.page).catch((error: unknown) => {
			if (!isOfRequest(error)) throw error;
			return undefined;
		});
		if (!page) break;
		entries.push(...walk.take(page));
	}
	return entries;
}
