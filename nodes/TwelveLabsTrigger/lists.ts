import type { Watched } from './source';

/** A list that the trigger relies on could not be read in full. */
export class IncompleteList extends Error {
	readonly description =
		'What is missing there would never become an event. Activate the workflow again when TwelveLabs answers faster, or when less is going on there.';

	/** @param what why, such as 'TwelveLabs did not list in full' */
	constructor(what: string) {
		super(`${what} what it is working on, so nothing is watched yet`);
	}
}

/** A list does not come newest first, and is too long to be read to its end. */
export class UnsortedList extends Error {
	readonly description =
		'The trigger finds what is new at the top of the list, so it may miss some. If you reach TwelveLabs through a gateway, let all query parameters pass.';

	constructor() {
		super('TwelveLabs does not list the newest entries first, and there are too many to read all');
	}
}

/** Whether a list comes in the order that it was asked for: newest first. */
export class OrderCheck {
	holds = true;

	/** Adds a page. An entry that is newer than one before it on the page shows that the order is another. */
	check(entries: Array<Watched<unknown>>): void {
		let oldest = Infinity;
		for (const { createdAt } of entries) {
			if (createdAt === undefined) continue;
			if (createdAt > oldest) this.holds = false;
			oldest = Math.min(oldest, createdAt);
		}
	}
}
