import { join } from 'node:path';

import { startN8n, type RunningN8n } from '../../../scripts/n8n/process';
import { putIntoN8n } from '../../../scripts/package';
import { openCanvas, type Canvas } from '../canvas';
import type { Stage } from '../part';
import { startPostgres } from './postgres';
import { startRedis } from './redis';

const WORKERS = 2;

/** n8n's own default is 10; two of them share the two cores of a small computer. */
export const CONCURRENCY = 5;

/** n8n notices within a minute that a worker is gone, and what it leaves behind: by default that takes minutes and hours. */
const NOTICED_SOON = {
	QUEUE_WORKER_LOCK_DURATION: '10000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '2000',
	QUEUE_WORKER_STALLED_INTERVAL: '3000',
	// In minutes.
	N8N_EXECUTIONS_QUEUE_RECOVERY_INTERVAL: '0.5',
};

/** n8n in queue mode: the canvas is that of its main process. */
export interface Fleet extends Canvas {
	workers: RunningN8n[];
}

/** Starts n8n in queue mode, with all that it needs; it ends with the part. */
export async function openFleet(stage: Stage): Promise<Fleet> {
	const env = {
		...(await startRedis(stage)),
		...(await startPostgres(stage)),
		...NOTICED_SOON,
		EXECUTIONS_MODE: 'queue',
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
		// All processes of a fleet open the same credentials.
		N8N_ENCRYPTION_KEY: 'a-key-for-this-test-run-only',
	};
	const canvas = await openCanvas(stage, { env });
	const workers: RunningN8n[] = [];
	for (let number = 1; number <= WORKERS; number++) {
		const userFolder = join(stage.folder, `worker${number}`);
		await putIntoN8n(stage.tarball, userFolder, stage.signal);
		const { installation, signal } = stage;
		const worker = await startN8n({
			installation,
			userFolder,
			signal,
			env,
			worker: { concurrency: CONCURRENCY },
		});
		stage.cleanup.add(worker.stop);
		workers.push(worker);
	}
	return { ...canvas, workers };
}
