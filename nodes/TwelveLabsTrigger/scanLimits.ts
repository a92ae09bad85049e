import type { Watched } from './source';

/** How much one scan may find. */
export interface ScanLimits {
	/** Pages that are read from the newest on; what lies behind them is a backlog, and read from its old end. */
	forwardPages: number;
	/** Finished entries of a backlog that one poll can make events of. */
	finished: number;
	/** Which of them count: one that the options leave out needs no work. */
	isWanted?(entry: Watched<unknown>): boolean;
}

/** A burst of 1,250 is cheapest to read from the newest on. */
export const SCAN_LIMITS: ScanLimits = { forwardPages: 25, finished: Infinity };
