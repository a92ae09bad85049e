import { order } from './child';
import type { ContestantName } from './contestants';
import type { Measurement, Row, World } from './measurement';

const ITEMS = 10_000;

/** The most that may be in use during a run, beside its items, in MB. */
const MAX_MB = 100;

/** What `memoryProbe` is to run. */
export interface ProbeOrder {
	items: number;
	contestant: ContestantName;
	n8nFolder: string;
	/** Of the server that answers. */
	url: string;
	/** Whether to watch what is really in use. That slows the run down, and makes `resident` too small. */
	watchLive: boolean;
}

/** What a run took, in bytes. */
export interface MemoryUse {
	/** The input items alone. */
	input: number;
	/** What the run leaves behind: its output items, and what n8n records of the run. */
	output: number;
	/** The most that was in use during the run, over both; where it was watched. */
	liveAdded?: number;
	/** How far the process grew, with all that was no longer used and not yet collected. */
	resident: number;
}

/** What is in use while Index Asset works on many items, beside the items themselves. */
export const memory = (world: World): Measurement => ({
	name: `Memory, ${ITEMS.toLocaleString('en')} items`,
	method: [
		'Each run has a process of its own, and a small run before it. *In use* is the heap after a garbage collection, measured',
		'again and again while the items are on their way, less the input and output items: what n8n cannot do without.',
		'*Process growth* is how much larger the process became, in a run without such collections: it includes what was no longer',
		'used and not collected yet, and depends on how much memory the machine has.',
	].join(' '),
	run: async () => [
		...(await rowsOf('Index Asset', world, MAX_MB)),
		...(await rowsOf('HTTP Request', world)),
	],
});

/** @param maxMb the target, for the node that has one */
async function rowsOf(
	contestant: ContestantName,
	{ answers, n8n }: World,
	maxMb?: number,
): Promise<Row[]> {
	const probe = async (watchLive: boolean) =>
		await order<ProbeOrder, MemoryUse>('memoryProbe.ts', n8n.node, {
			items: ITEMS,
			contestant,
			n8nFolder: n8n.dir,
			url: answers.url,
			watchLive,
		});
	const { input, output, liveAdded = NaN } = await probe(true);
	const { resident } = await probe(false);
	const target = maxMb === undefined ? {} : targetOf(liveAdded, maxMb);
	return [
		{ what: `Input items alone, ${contestant}`, value: megabytes(input) },
		{ what: `Output items alone, ${contestant}`, value: megabytes(output) },
		{ what: `Most in use beside them, ${contestant}`, value: megabytes(liveAdded), ...target },
		{ what: `Process growth, ${contestant}`, value: megabytes(resident) },
	];
}

const targetOf = (bytes: number, maxMb: number) => ({
	target: `below ${maxMb} MB`,
	met: bytes < maxMb * 1e6,
});

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
