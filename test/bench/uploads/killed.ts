import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Row } from '../measurement';
import { prepare } from './measured';
import type { NodeOrder } from './nodeRun';
import type { Sink } from './sink';
import { chunkSums } from './sparseFile';
import type { Stage } from './stage';

const KILLED_IN = 9;

/** A fraction of what a chunk takes. */
const POLL_MS = 5;

/** For reports that were on their way, which count as made. */
const AFTERMATH_MS = 300;

/** An upload whose process is killed, and that another process resumes. */
export async function killedAndResumed(
	{ sink, storeFolder, chunkBytes, files: [file] }: Stage,
	node: string,
): Promise<Row[]> {
	const order: NodeOrder = { sink: sink.address, folder: storeFolder, files: [file] };
	const id = await killed(sink, order, node);
	const resuming = await prepare('nodeRun.ts', node, { ...order, resumeUploadId: id });
	const before = await sink.tally();
	await resuming.run();
	const after = await sink.tally();

	const reported = sessionIn(before, id).reported;
	const resumed = after.puts.slice(before.puts.length);
	const again = resumed.filter((chunk) => reported.includes(chunk));
	const { sums, totalChunks } = sessionIn(after, id);
	const expected = await chunkSums(join(storeFolder, file.id), chunkBytes);
	const isSame = sums.join() === expected.join();
	const label = `Killed in chunk ${KILLED_IN} of ${totalChunks}, resumed`;
	return [
		{
			what: `${label}: chunks that had been reported, sent again`,
			value: `${again.length} of ${reported.length}`,
			target: 'none',
			met: reported.length > 0 && again.length === 0,
			isCount: true,
		},
		{ what: `${label}: chunks sent by the second process`, value: String(resumed.length) },
		{
			what: `${label}: what is stored, by SHA-256 of each chunk`,
			value: isSame ? 'the file' : 'not the file',
			target: 'the file',
			met: isSame,
			isCount: true,
		},
	];
}

/** @returns the ID of the upload */
async function killed(sink: Sink, order: NodeOrder, node: string): Promise<string> {
	const child = await prepare('nodeRun.ts', node, order);
	await sink.reset({ hashes: true });
	let isOver = false;
	const run = child.run().then(
		() => (isOver = true),
		() => (isOver = true),
	);
	while (!isOver && !(await sink.tally()).onWire.includes(KILLED_IN)) await sleep(POLL_MS);
	if (isOver) throw new Error(`The upload ended before its chunk ${KILLED_IN}`);
	await child.kill();
	await run;
	await sleep(AFTERMATH_MS);
	const { sessions } = await sink.tally();
	return sessions[0].id;
}

function sessionIn({ sessions }: Awaited<ReturnType<Sink['tally']>>, id: string) {
	const session = sessions.find((one) => one.id === id);
	if (!session) throw new Error(`The sink has no upload ${id}`);
	return session;
}
