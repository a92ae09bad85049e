/** A condition that a user can meet and mend: reported in words, without a stack trace. */
export class Problem extends Error {
	/**
	 * @param message what happened, in one sentence
	 * @param advice what to do next
	 */
	constructor(
		message: string,
		readonly advice: string,
	) {
		super(message);
	}
}

/** The user, or the system, asked us to stop. */
export class Interrupted extends Error {
	constructor(readonly signal: NodeJS.Signals) {
		super(`Interrupted by ${signal}`);
	}
}
