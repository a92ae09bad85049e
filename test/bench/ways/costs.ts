import type { QuotaRule } from '../../../simulator/quotas';
import { order } from '../child';
import type { World } from '../measurement';
import type { WayName } from './names';

/** What `waysRun` is to do. */
export interface WayOrder {
	way: WayName;
	n8nFolder: string;
	items: number;
	/** How many executions share the items; they begin at the same time. */
	executions: number;
	runs: number;
	quota?: Omit<QuotaRule, 'on'>;
	/** So many requests have their effect, and their answers are lost. */
	lostAnswers?: number;
	/** Whether an execution that ended with an error is followed by another one, as by n8n's *Retry*. */
	isRunAgain?: boolean;
}

/** What one run came to. */
export interface WayCost {
	ms: number;
	/** Items that came out of the node. */
	out: number;
	ended: 'well' | 'withError';
	/** Assets that were indexed, whether or not their items came out. */
	indexed: number;
	/** Entries of the index beyond one for each of those. */
	again: number;
	/** Requests that were answered with 429. */
	refused: number;
}

/** Runs one of the ways in a process of its own. */
export const costsOf = async (
	{ n8n }: World,
	work: Omit<WayOrder, 'n8nFolder'>,
): Promise<WayCost[]> =>
	await order<WayOrder, WayCost[]>('ways/waysRun.ts', n8n.node, { ...work, n8nFolder: n8n.dir });
