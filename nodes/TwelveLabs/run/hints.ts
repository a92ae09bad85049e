/** Indexes of the items that have a hint, by its text, for each run of a node. */
const runs = new WeakMap<object, Map<string, Set<number>>>();

/** Enough to find them, few enough to read. */
const MAX_NAMED = 5;

/**
 * Keeps what an item says beside its output, until all items have ended.
 * @param run see `Connection`
 * @param text a sentence, the same for every item that says the same
 */
export function addHint(run: object, index: number, text: string): void {
	const hints = runs.get(run) ?? new Map<string, Set<number>>();
	runs.set(run, hints);
	hints.set(text, (hints.get(text) ?? new Set()).add(index));
}

/**
 * What the items of a run have said by now, each text once, with the items where that is not clear. A later call does not have
 * it again, since n8n may run the node once more.
 * @param count how many items the run has
 */
export function takeHints(run: object, count: number): string[] {
	const hints = [...(runs.get(run) ?? [])];
	runs.delete(run);
	return hints.map(([text, indexes]) =>
		count === 1 ? text : `${named([...indexes], count)}: ${text}`,
	);
}

function named(indexes: number[], count: number): string {
	if (indexes.length === count) return `All ${count} items`;
	const some = indexes.sort((a, b) => a - b).slice(0, MAX_NAMED);
	const more = indexes.length - some.length;
	const list = some.join(', ') + (more > 0 ? ` and ${more} more` : '');
	return indexes.length === 1 ? `Item ${list}` : `Items ${list}`;
}
