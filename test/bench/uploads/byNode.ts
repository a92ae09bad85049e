import { prepare, type Use } from './measured';
import type { NodeOrder } from './nodeRun';
import type { Stage } from './stage';

/** What an upload by the node took. */
export interface NodeUse extends Use {
	/** The most chunks that were on their way at once. */
	connections: number;
}

/** Uploads files of the store, an item for each: all at once, unless `how` says otherwise. */
export async function byNode(
	stage: Stage,
	items: number,
	node: string,
	how: Pick<NodeOrder, 'oneByOne' | 'hasWorked' | 'clientAlone'> = {},
): Promise<NodeUse> {
	const { sink, storeFolder, files } = stage;
	const order: NodeOrder = {
		sink: sink.address,
		folder: storeFolder,
		files: files.slice(0, items),
		...how,
	};
	const run = await prepare('nodeRun.ts', node, order);
	await sink.reset();
	const use = await run.run();
	const { sessions, maxOnWire } = await sink.tally();
	const complete = sessions.filter(({ reported, totalChunks }) => reported.length === totalChunks);
	if (complete.length !== items) throw new Error(`${complete.length} of ${items} files arrived`);
	return { ...use, connections: maxOnWire };
}
