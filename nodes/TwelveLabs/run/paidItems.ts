/** An error of an item, as n8n shows it. */
interface Described {
	description?: string | null;
}

/** What the items of one run of a node have had TwelveLabs do, and pay for, by now. Items are counted by their index. */
interface Tally {
	items: Set<number>;
	paid: Set<number>;
	errors: Array<{ error: Described; description: string }>;
}

const tallies = new WeakMap<object, Tally>();

/** One item's part in what its run has paid for. */
export interface PaidItem {
	/** TwelveLabs has accepted a request of the item that costs money, or may have. */
	paid(): void;
	/** The item stops the node: what its error says of the others is kept current, since n8n shows it when all have ended. */
	stopsNode(error: Described): void;
}

/**
 * @param run see `Connection`. With Batching, most of its items begin when others have ended
 * @param index of the item
 */
export function countItem(run: object, index: number): PaidItem {
	const tally = tallies.get(run) ?? { items: new Set(), paid: new Set(), errors: [] };
	tallies.set(run, tally);
	tally.items.add(index);
	return {
		paid() {
			if (tally.paid.has(index)) return;
			tally.paid.add(index);
			describe(tally);
		},
		stopsNode(error) {
			tally.errors.push({ error, description: error.description ?? '' });
			describe(tally);
		},
	};
}

function describe({ items, paid, errors }: Tally): void {
	if (items.size < 2 || paid.size === 0) return;
	const others = `${paid.size} of ${items.size} items were sent to TwelveLabs and are paid for. Before you run the node again, turn on Skip if Already Indexed under Options, so that they are not indexed twice. With On Error > Continue (using error output) the other items go on.`;
	for (const { error, description } of errors) {
		error.description = [description, others].filter(Boolean).join(' ');
	}
}
