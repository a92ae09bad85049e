import { factsOf, isOfRequest } from '../api/errors/facts';
import { PageWalk } from '../api/paging/pageWalk';
import type { ScanFindings } from './findings';
import type { Watched, WatchList, WatchSource } from './source';

/** Of each list. With more than a thousand in flight, those that it does not show are asked for by themselves, a few at each scan. */
const MAX_PAGES = 20;

/** Finds what is awaited and was not among the new entries, with as few requests as possible. */
export async function scanAwaited<T>(
	findings: ScanFindings<T>,
	source: WatchSource<T>,
): Promise<void> {
	const { running, ended = [] } = source.rules;
	// Where there are fewer than lists, each is better asked for by itself.
	const isMany = () => findings.unseen().length >= running.length;
	// An entry that is shown here is still running.
	if (isMany()) await scanLists(findings, source, running);
	for (const list of ended) {
		if (isMany()) await scanEnded(findings, source, list);
	}
	await readByIds(findings, source);
}

/** As many pages of lists as it takes to see all that is awaited. */
async function scanLists<T>(
	findings: ScanFindings<T>,
	source: WatchSource<T>,
	lists: readonly WatchList[],
): Promise<void> {
	for (const list of lists) {
		const walk = new PageWalk<Watched<T>>();
		for (let pages = 0; pages < MAX_PAGES && source.mayGoOn(); pages++) {
			if (findings.unseen().length === 0) return;
			if (walk.page === undefined) break;
			const page = await source.page(list, walk.page);
			walk.take(page);
			findings.note(page.data);
		}
	}
}

/**
 * Those that have ended, from the top of their list on, for as long as any of them was awaited. In a list by creation, one that
 * took long may stand below others.
 */
async function scanEnded<T>(
	findings: ScanFindings<T>,
	source: WatchSource<T>,
	list: WatchList,
): Promise<void> {
	const { round, endedByCreation = false } = source.rules;
	const walk = new PageWalk<Watched<T>>();
	let pages = 0;
	while (walk.page !== undefined && source.mayGoOn()) {
		const page = await source.page(list, walk.page);
		const { data } = page;
		walk.take(page);
		findings.note(data);
		pages++;
		const left = findings.unseen().length;
		if (left === 0) return;
		// What can be asked for by itself in this scan need not be found here.
		const isBelow = endedByCreation && left > round && pages < MAX_PAGES;
		if (!isBelow && !data.some(({ _id }) => findings.awaited.has(_id))) return;
	}
}

/** Those that no list showed, for as long as that finds something and nothing stops all requests. */
async function readByIds<T>(findings: ScanFindings<T>, source: WatchSource<T>): Promise<void> {
	const left = source.shuffled(findings.unseen());
	// Where a list shows them by their IDs, that is the list of what runs.
	let rounds = source.entries ? MAX_PAGES : 1;
	for (; rounds > 0 && left.length > 0 && source.mayGoOn(); rounds--) {
		const ids = left.splice(0, source.rules.round);
		const entries = await (source.entries?.(ids) ??
			Promise.all(ids.map(async (id) => await source.entry(id))));
		let found = false;
		entries.forEach((entry, at) => {
			if (entry instanceof Error) {
				findings.notRead(entry);
			} else if (entry === 'gone') {
				findings.gone.add(ids[at]);
				found = true;
			} else {
				findings.note([entry]);
				found ||= entry.finished;
			}
		});
		for (const entry of entries) {
			if (isOfRequest(entry) && factsOf(entry).concernsAccount) throw entry;
		}
		if (found) rounds++;
	}
}
