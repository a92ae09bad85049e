import { freePort } from '../../../scripts/freePort';
import { notInstalled, REDIS } from '../requirements';
import type { Stage } from '../part';
import { startService } from './service';

/** Starts a Redis for this part alone, which keeps nothing. */
export async function startRedis(stage: Stage): Promise<NodeJS.ProcessEnv> {
	const program = await REDIS.find();
	if (!program) throw new Error(notInstalled(REDIS));
	const port = String(await freePort());
	await startService(stage, {
		name: 'redis',
		command: [program, '--port', port, '--bind', '127.0.0.1', '--save', ''],
		cwd: stage.folder,
		ready: 'Ready to accept connections',
	});
	return { QUEUE_BULL_REDIS_HOST: '127.0.0.1', QUEUE_BULL_REDIS_PORT: port };
}
