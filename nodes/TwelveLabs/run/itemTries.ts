import { Tries } from '../../shared/creating/tries';
import type { ItemContext } from './itemContext';

/** By the index of the item, for each run of a node. They are forgotten with their run. */
const runs = new WeakMap<object, Map<number, Tries>>();

/** What the earlier tries of an item have made; of a node that n8n does not try again there are none. */
export function triesOf({ node, run, index }: ItemContext): Tries {
	if (node.retryOnFail !== true) return new Tries();
	const items = runs.get(run) ?? new Map<number, Tries>();
	runs.set(run, items);
	const tries = items.get(index) ?? new Tries();
	items.set(index, tries);
	return tries;
}
