/**
 * More than n8n needs to save what a poll has changed: on a machine with far too much to do, about twenty seconds. Less than the
 * minute between two polls, since some n8n never save what a poll without events has changed.
 */
const SAVED_WITHIN_MS = 30_000;

/** No poll that is under way began earlier: the node ends its polls within 45 seconds. */
const MAX_POLL_MS = 120_000;

/** What polls in this process have changed in these last seconds, by workflow and node. */
const lastChanges = new Map<string, { rev: number; at: number }>();

/** What polls of one node change, as far as a poll with a state of its own must notice it. */
interface Changes {
	/** Called when a poll has changed the state to `rev`. */
	add(rev: number): void;
	/** Whether a poll that overlaps this one has gone beyond `rev`. */
	isOvertaken(rev: number): boolean;
}

/** @param key of the node: n8n's durable scheduler gives polls that overlap an object of static data each */
export function changesOf(key: string): Changes {
	const begun = performance.now();
	return {
		add: (rev) => {
			const now = performance.now();
			for (const [changed, { at }] of lastChanges) {
				if (at < now - MAX_POLL_MS - SAVED_WITHIN_MS) lastChanges.delete(changed);
			}
			lastChanges.set(key, { rev, at: now });
		},
		isOvertaken: (rev) => {
			const last = lastChanges.get(key);
			return last !== undefined && last.rev > rev && last.at > begun - SAVED_WITHIN_MS;
		},
	};
}
