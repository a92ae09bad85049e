/** What a status or a code means, in words for the user of a workflow. */
export interface Explanation {
	/** What happened. */
	message: string;
	/** What to do next. */
	next: string;
}

/** What a code adds to its status: words of its own, or those of another status that say what the code says. */
export type CodeEntry = (Explanation | { sameAs: number }) & {
	/** Statuses with words of their own where the code is still the more precise of the two, see `explain`. */
	also?: readonly number[];
};
