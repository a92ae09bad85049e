import { Problem } from '../../scripts/problem';
import { DEFAULT_CHUNK_BYTES } from '../../simulator/uploads';
import type { Measurement, World } from './measurement';
import { killedAndResumed } from './uploads/killed';
import { besideCurl, rateOfOne, ROUNDS } from './uploads/besideCurl';
import { bySdk } from './uploads/bySdk';
import { withStage } from './uploads/stage';

const SIZE = { files: 8, bytes: 2 * 2 ** 30, chunkBytes: DEFAULT_CHUNK_BYTES };

/** Uploads from n8n's filesystem store: memory, throughput beside curl, and how one goes on whose process was killed. */
export const uploads = ({ n8n: { node }, signal }: World): Measurement => ({
	name: 'Uploads: 2 GiB in chunks of 16 MiB',
	method: [
		"Asset: Upload in n8n's engine, from n8n's filesystem store, against the simulator, with a storage that reads each connection",
		'at 60 MB/s (a token bucket) and keeps nothing. The file is sparse: reading it costs no disk.',
		`In each of ${ROUNDS} rounds the node goes first, then curl sends the same chunks over as many connections as the node had open at`,
		'once. The time of the node is that of the whole item, the time of curl that of the chunks alone. Each run has a process of its',
		'own, and a small upload before it. *Peak memory* is the most resident memory that Linux saw of the process (VmHWM), over what',
		'was resident before. The storage has a process of its own too; where a machine has two cores, both share them.',
		"V8's young generation grows with what a process has done, up to some 130 MB, whatever that was: so the same items are uploaded one",
		'after the other, too, and in a process in which it has grown before (*n8n at work before*).',
		"The *floor* is what n8n's HTTP client needs for the same PUTs, reports and requests for addresses: it sends them from three",
		'buffers, with no file and none of our code. What the node adds is the reading of the file, in pieces that V8 collects late.',
		'The official SDK runs with its defaults: it writes each chunk into a file, then sends up to ten at a time.',
	].join(' '),
	run: async () => {
		if (process.platform !== 'linux') {
			throw new Problem('Uploads can be measured on Linux alone.', 'Run this part there.');
		}
		return await withStage(SIZE, async (stage) => [
			await rateOfOne(stage, signal),
			...(await besideCurl(stage, node, signal)),
			...(await bySdk(stage, node)),
			...(await killedAndResumed(stage, node)),
		]);
	},
});
