import { chown, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { run } from '../../../scripts/command';
import { freePort } from '../../../scripts/freePort';
import { removeFolder } from '../../../scripts/n8n/installFolder';
import type { Stage } from '../part';
import { notInstalled, POSTGRESQL } from '../requirements';
import { startService } from './service';

/** Debian's package makes this user, since PostgreSQL does not run as root. */
const USER = 'postgres';

/** Starts a PostgreSQL for this part alone, with a database of its own. */
export async function startPostgres(stage: Stage): Promise<NodeJS.ProcessEnv> {
	const initdb = await POSTGRESQL.find();
	if (!initdb) throw new Error(notInstalled(POSTGRESQL));
	const isRoot = process.getuid?.() === 0;
	const as = isRoot ? ['setpriv', `--reuid=${USER}`, `--regid=${USER}`, '--clear-groups'] : [];
	const command = (file: string, ...args: string[]): [string, ...string[]] => {
		const [first = file, ...rest] = [...as, file, ...args];
		return [first, ...rest];
	};
	// Not in the folder of the stage, which no other user can read.
	const cwd = await mkdtemp(join(tmpdir(), 'twelvelabs-e2e-postgres-'));
	stage.cleanup.add(async () => await removeFolder(cwd));
	if (isRoot) await chown(cwd, await idOf('-u', stage), await idOf('-g', stage));

	const data = join(cwd, 'data');
	const [file, ...args] = command(initdb, '-D', data, '-U', 'n8n', '-A', 'trust', '--no-sync');
	await run(file, args, { cwd, signal: stage.signal });
	const port = String(await freePort());
	const settings = {
		listen_addresses: '127.0.0.1',
		unix_socket_directories: cwd,
		// It ends with the part, so nothing has to survive.
		fsync: 'off',
	};
	await startService(stage, {
		name: 'postgres',
		command: command(
			join(dirname(initdb), 'postgres'),
			...['-D', data, '-p', port],
			...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
		),
		cwd,
		ready: 'database system is ready to accept connections',
	});
	return {
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: port,
		DB_POSTGRESDB_DATABASE: 'postgres',
		DB_POSTGRESDB_USER: 'n8n',
		DB_POSTGRESDB_PASSWORD: 'any',
	};
}

const idOf = async (which: '-u' | '-g', { folder, signal }: Stage): Promise<number> =>
	Number(await run('id', [which, USER], { cwd: folder, signal }));
