import { factsOf, isOfRequest } from '../api/errors/facts';
import { PageWalk } from '../api/paging/pageWalk';
import type { ScanFindings } from './findings';
import type { Watched, WatchSource } from './source';

/** With more than a thousand in flight, the rest is asked for one by one, a few at each scan. */
const MAX_RUNNING_PAGES = 20;

/** How many are asked for one by one at a time. */
const ROUND = 10;

/** Finds what is awaited and was not among the new entries, with as few requests as possible. */
export async function scanAwaited<T>(
	findings: ScanFindings<T>,
	source: WatchSource<T>,
): Promise<void> {
	if (findings.unseen().length > 0) await scanRunning(findings, source);
	if (findings.unseen().length > 0) await scanJustFinished(findings, source);
	await readOneByOne(findings, source);
}

/** An entry that is shown here is still running. */
async function scanRunning<T>(findings: ScanFindings<T>, source: WatchSource<T>): Promise<void> {
	const walk = new PageWalk<Watched<T>>();
	for (let pages = 0; pages < MAX_RUNNING_PAGES && source.mayGoOn(); pages++) {
		if (walk.page === undefined || findings.unseen().length === 0) return;
		const page = await source.page('running', walk.page);
		walk.take(page);
		findings.note(page.data);
	}
}

/** Those that finished last, for as long as any of them was awaited. */
async function scanJustFinished<T>(
	findings: ScanFindings<T>,
	source: WatchSource<T>,
): Promise<void> {
	const walk = new PageWalk<Watched<T>>();
	while (walk.page !== undefined && source.mayGoOn()) {
		const page = await source.page('justFinished', walk.page);
		const { data } = page;
		walk.take(page);
		findings.note(data);
		if (findings.unseen().length === 0) return;
		if (!data.some(({ _id }) => findings.awaited.has(_id))) return;
	}
}

/** Those that no list showed, for as long as that finds something and nothing stops all requests. */
async function readOneByOne<T>(findings: ScanFindings<T>, source: WatchSource<T>): Promise<void> {
	const left = source.shuffled(findings.unseen());
	for (let found = true; found && left.length > 0 && source.mayGoOn(); ) {
		const ids = left.splice(0, ROUND);
		const entries = await Promise.all(ids.map(async (id) => await source.entry(id)));
		found = false;
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
	}
}
