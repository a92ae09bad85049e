import type { Installation } from '../../scripts/n8n/installFolder';
import type { Answers } from './answers';

/** One figure of the report. */
export interface Row {
	/** What was measured, such as `Most in use beside them, Index Asset`. */
	what: string;
	/** The figure with its unit. */
	value: string;
	/** What was aimed for, where something was. */
	target?: string;
	/** Whether the target was met; absent where there is none. */
	met?: boolean;
	/** Whether the figure is a count, which is the same however busy the machine is. */
	isCount?: boolean;
}

/**
 * A part of the report. To add one, write it in a file of its own and name it in `main.ts`. What it measures runs in a
 * process of its own, see `order`: nothing that an earlier part left behind is then in the figures.
 */
export interface Measurement {
	name: string;
	/** What was done and how to read the figures, as markdown. */
	method: string;
	run(): Promise<Row[]>;
}

/** What measurements are made with. */
export interface World {
	/** A server that answers at once and has no limits. */
	answers: Answers;
	/** The n8n that HTTP Request comes from, with the Node.js that runs it. */
	n8n: Installation;
	/** Aborts when the benchmark is to end. */
	signal: AbortSignal;
}
