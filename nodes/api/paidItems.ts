/** An error of an item, as n8n shows it. */
interface Described {
	description?: string | null;
}

/** What the items of one execution of a node have had TwelveLabs do, and pay for, by now. */
interface Tally {
	items: number;
	running: number;
	paid: number;
	errors: Array<{ error: Described; description: string }>;
}

const tallies = new Map<string, Tally>();

/** One item's part in what its execution has paid for. */
export interface PaidItem {
	/** TwelveLabs has accepted a request of the item that costs money, or may have. */
	paid(): void;
	/** The item stops the node: what its error says of the others is kept current, since n8n shows it when all have ended. */
	stopsNode(error: Described): void;
	ended(): void;
}

/** @param key names the execution and the node */
export function countItem(key: string): PaidItem {
	const tally = tallies.get(key) ?? { items: 0, running: 0, paid: 0, errors: [] };
	tallies.set(key, tally);
	tally.items++;
	tally.running++;
	let isPaid = false;
	return {
		paid() {
			if (isPaid) return;
			isPaid = true;
			tally.paid++;
			describe(tally);
		},
		stopsNode(error) {
			tally.errors.push({ error, description: error.description ?? '' });
			describe(tally);
		},
		ended() {
			if (--tally.running === 0) tallies.delete(key);
		},
	};
}

function describe({ items, paid, errors }: Tally): void {
	if (items < 2 || paid === 0) return;
	const others = `${paid} of ${items} items were sent to TwelveLabs and are paid for. Before you run the node again, turn on Skip if Already Indexed under Options, so that they are not indexed twice. With On Error > Continue (using error output) the other items go on.`;
	for (const { error, description } of errors) {
		error.description = [description, others].filter(Boolean).join(' ');
	}
}
