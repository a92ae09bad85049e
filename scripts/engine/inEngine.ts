import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { run } from '../command';
import { cleanEnvironment } from '../n8n/environment';
import { removeFolder } from '../n8n/installFolder';
import type { EngineOrder, EngineRun } from './runUploadExample';

/**
 * Runs the example that uploads in n8n's engine, in a process of its own.
 * @throws CommandFailed when the engine itself does not start; what ends a workflow is part of the result
 */
export async function inEngine(order: EngineOrder, signal: AbortSignal): Promise<EngineRun> {
	const userFolder = await mkdtemp(join(tmpdir(), 'n8n-nodes-twelvelabs-'));
	try {
		const env = {
			// Without a proxy: what the engine asks is on this computer.
			...cleanEnvironment(process.env),
			N8N_USER_FOLDER: userFolder,
			N8N_LOG_LEVEL: 'silent',
			N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'true',
			ENGINE_ORDER: JSON.stringify(order),
		};
		const program = ['--import', 'tsx', join(__dirname, 'main.ts')];
		const said = await run(process.execPath, program, { cwd: order.repository, env, signal });
		return JSON.parse(said.trim().split('\n').at(-1) ?? '') as EngineRun;
	} finally {
		await removeFolder(userFolder);
	}
}
