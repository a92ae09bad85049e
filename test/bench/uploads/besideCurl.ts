import type { Row } from '../measurement';
import { median } from '../statistics';
import { byNode, type NodeUse } from './byNode';
import { curl } from './curl';
import { rate, seconds } from './figures';
import { memoryRows } from './memory';
import type { Stage } from './stage';

export const ROUNDS = 3;

/** Enough to see the rate of one connection. */
const CHUNKS_OF_ONE = 16;

/** Of a connection, in MB/s; the sink is to read 60. */
const RATES = { min: 57, max: 63 };

/** Of the throughput of curl. */
const MIN_SHARE = 0.9;

/** Shows that the sink does limit a connection. */
export async function rateOfOne(stage: Stage, signal: AbortSignal): Promise<Row> {
	const bytes = CHUNKS_OF_ONE * stage.chunkBytes;
	const chunks = stage.chunks.slice(0, CHUNKS_OF_ONE);
	const ms = await curl(stage, { chunks, bytes, connections: 1, signal });
	const megabytesPerSecond = bytes / ms / 1_000;
	return {
		what: 'Throughput of curl, one connection',
		value: rate(bytes, ms),
		target: `${RATES.min} to ${RATES.max} MB/s`,
		met: megabytesPerSecond >= RATES.min && megabytesPerSecond <= RATES.max,
	};
}

/** The node with one file, curl with its chunks, and the memory of the node, also with many files. */
export async function besideCurl(stage: Stage, node: string, signal: AbortSignal): Promise<Row[]> {
	const { bytes, chunks } = stage;
	const ofNode: NodeUse[] = [];
	const ofCurl: number[] = [];
	for (let round = 0; round < ROUNDS; round++) {
		const use = await byNode(stage, 1, node);
		const { connections } = use;
		ofNode.push(use);
		ofCurl.push(await curl(stage, { chunks, bytes, connections, signal }));
	}
	return [
		...throughputRows(bytes, ofNode, ofCurl),
		...(await memoryRows(
			stage,
			ofNode.map(({ peakBytes }) => peakBytes),
			node,
		)),
	];
}

function throughputRows(bytes: number, ofNode: NodeUse[], ofCurl: number[]): Row[] {
	const times = ofNode.map(({ ms }) => ms);
	// Round by round, since the speed of a machine changes within minutes.
	const shares = times.map((ms, round) => ofCurl[round] / ms);
	const share = median(shares);
	const connections = Math.max(...ofNode.map((use) => use.connections));
	const cpu = median(ofNode.map(({ cpuMs }) => cpuMs));
	return [
		{ what: 'Throughput of curl', value: rate(bytes, median(ofCurl)) },
		{
			what: 'Throughput, one item',
			value: `${rate(bytes, median(times))}, ${connections} connections, ${seconds(cpu)} of CPU`,
		},
		{
			what: 'Throughput, one item, of curl',
			value: `${share.toFixed(2)} times (${shares.map((one) => one.toFixed(2)).join(', ')})`,
			target: `at least ${MIN_SHARE} times`,
			met: share >= MIN_SHARE,
		},
	];
}
