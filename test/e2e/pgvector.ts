import { join } from 'node:path';

import { freePort } from '../../scripts/freePort';
import { startService } from './fleet/service';
import type { Stage } from './part';

/** PostgreSQL with pgvector, as a program of npm: Debian's has no pgvector in all of its versions. */
const SERVER = 'node_modules/@electric-sql/pglite-socket/dist/scripts/server.js';

/** n8n's vector store holds one connection, and asks by others. */
const CONNECTIONS = 10;

/** Starts one, which ends with the part. @returns the data of n8n's Postgres credential */
export async function startPgvector(stage: Stage): Promise<object> {
	const port = await freePort();
	await startService(stage, {
		name: 'pgvector',
		command: [
			process.execPath,
			join(stage.repository, SERVER),
			...['--db=memory://', '--extensions=vector'],
			...[`--port=${port}`, `--max-connections=${CONNECTIONS}`],
		],
		cwd: stage.folder,
		ready: 'PGLiteSocketServer listening',
	});
	return {
		host: '127.0.0.1',
		port,
		database: 'postgres',
		user: 'postgres',
		password: 'any',
		ssl: 'disable',
	};
}
