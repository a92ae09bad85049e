/** The load of a core above which something else slows down what is measured. The parts themselves make less than that. */
export const MAX_LOAD_PER_CORE = 1.5;

/** Under which circumstances a part of the report was measured. */
export interface Conditions {
	/** When, of what and on what, in one line. */
	text: string;
	/** Whether the machine had so much else to do that times and rates are not sound. */
	isBusy: boolean;
}
