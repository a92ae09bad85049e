import type { Row } from '../measurement';
import { byNode } from './byNode';
import { megabytes, rate } from './figures';
import type { Stage } from './stage';

/** Over an idle process: beside the chunks on their way, what n8n and Node.js need for them. */
const MAX_CHUNKS = 3;
const MAX_BESIDE_CHUNKS_BYTES = 50_000_000;

/** Above that, for many items at once. */
const MAX_MORE_BYTES = 30_000_000;

/** Of many items. */
const FLOOR = "floor: n8n's HTTP client alone, the same requests";

/**
 * Peak memory of one item and of many, in a process that has just started and in one that has been at work.
 * @param peaks of one item in a process that has just started, in bytes
 */
export async function memoryRows(
	stage: Stage,
	peaks: readonly number[],
	node: string,
): Promise<Row[]> {
	const { chunkBytes, bytes, files } = stage;
	const max = MAX_CHUNKS * chunkBytes + MAX_BESIDE_CHUNKS_BYTES;
	const all = files.length;
	const ofOne = `${MAX_CHUNKS} chunks and ${MAX_BESIDE_CHUNKS_BYTES / 1e6} MB`;
	const row = (what: string, peak: number, limit: number, why: string): Row => ({
		what: `Peak memory, ${what}`,
		value: megabytes(peak),
		target: `at most ${megabytes(limit)}: ${why}`,
		met: peak <= limit,
	});
	const above = `${MAX_MORE_BYTES / 1e6} MB above that`;
	const hasWorked = true;
	const atOnce = await byNode(stage, all, node);
	const oneByOne = await byNode(stage, all, node, { oneByOne: true });
	const oneAtWork = await byNode(stage, 1, node, { hasWorked });
	const allAtWork = await byNode(stage, all, node, { hasWorked });
	const clientAlone = true;
	const floor = await byNode(stage, all, node, { clientAlone });
	const floorAtWork = await byNode(stage, all, node, { clientAlone, hasWorked });
	return [
		row('one item, the highest of all rounds', Math.max(...peaks), max, ofOne),
		row(`${all} items at once`, atOnce.peakBytes, max + MAX_MORE_BYTES, above),
		{
			what: `Peak memory, the same ${all} items one after the other`,
			value: megabytes(oneByOne.peakBytes),
		},
		{ what: `Peak memory, ${FLOOR}`, value: megabytes(floor.peakBytes) },
		row('one item, n8n at work before', oneAtWork.peakBytes, max, ofOne),
		row(
			`${all} items at once, n8n at work before`,
			allAtWork.peakBytes,
			max + MAX_MORE_BYTES,
			above,
		),
		{
			what: `Peak memory, ${FLOOR}, n8n at work before`,
			value: megabytes(floorAtWork.peakBytes),
		},
		{
			what: `Throughput, ${all} items at once`,
			value: `${rate(all * bytes, atOnce.ms)}, ${atOnce.connections} connections`,
		},
	];
}
