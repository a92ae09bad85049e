import { randomBytes } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { isAlive } from './command';
import type { Login } from './n8n/clientTypes';
import { FILE_MODE, makePrivate } from './n8n/privateFolder';
import { Problem } from './problem';

/**
 * The login of the n8n in a user folder: made at the first start and kept, since n8n keeps its owner too. The password
 * is a random one, for other users of this computer can reach n8n as well.
 */
export async function loginOf(userFolder: string): Promise<Login> {
	const file = join(userFolder, 'login.json');
	try {
		return JSON.parse(await readFile(file, 'utf8')) as Login;
	} catch {
		const login: Login = {
			email: 'demo@example.com',
			// n8n wants a capital letter and a digit.
			password: `Demo-1-${randomBytes(9).toString('base64url')}`,
			firstName: 'Demo',
			lastName: 'User',
		};
		await makePrivate(userFolder);
		await writeFile(file, JSON.stringify(login), { mode: FILE_MODE });
		return login;
	}
}

/** The process that works in a user folder. */
interface Occupant {
	/** Process of the start script, and of its n8n once there is one. */
	pids: number[];
	url?: string;
}

/** The right to work in a user folder: two n8n in one would spoil its database. */
interface Claim {
	/** Notes which n8n runs there, so that it is found even after this process was killed. */
	note(n8n: { pid?: number; url: string }): Promise<void>;
	release(): Promise<void>;
}

/**
 * Claims a user folder for this process.
 * @throws Problem when another start, or an n8n that one left behind, works in it
 */
export async function claimUserFolder(userFolder: string): Promise<Claim> {
	const file = join(userFolder, 'running.json');
	await makePrivate(userFolder);
	const mine: Occupant = { pids: [process.pid] };
	try {
		await writeFile(file, JSON.stringify(mine), { flag: 'wx' });
	} catch {
		await refuseIfOccupied(file);
		await writeFile(file, JSON.stringify(mine));
	}
	return {
		note: async ({ pid = process.pid, url }) => {
			await writeFile(file, JSON.stringify({ pids: [process.pid, pid], url }));
		},
		release: async () => await rm(file, { force: true }),
	};
}

async function refuseIfOccupied(file: string): Promise<void> {
	const { pids, url } = await occupantIn(file);
	const [pid] = pids.filter((candidate) => candidate !== process.pid && isAlive(candidate));
	if (pid === undefined) return;
	throw new Problem(
		`n8n is already running for this checkout, in process ${pid}${url ? ` at ${url}` : ''}.`,
		`Use that one, or stop it with Ctrl-C in its terminal or with: kill ${pid}. If process ${pid} is something else, delete ${file}.`,
	);
}

async function occupantIn(file: string): Promise<Occupant> {
	try {
		return JSON.parse(await readFile(file, 'utf8')) as Occupant;
	} catch {
		return { pids: [] };
	}
}
