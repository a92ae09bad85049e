import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { Problem } from '../problem';
import type { Report } from '../step';
import {
	findInstallation,
	removeFolder,
	removeInstall,
	temporaryName,
	thisHost,
	waitForOtherInstall,
	type Installation,
} from './installFolder';
import { installPackages } from './installPackages';
import { reportRegularly, type Progress } from './installProgress';
import { lockedInstallFor, readLockedInstall } from './lockedInstall';
import { databasePartOf } from './lockedPart';
import { MARKER_FILE, markerFor } from './marker';
import { completeSqlite, moveBinary } from './sqlite';
import { together } from './together';
import { N8N_VERSION, type Host } from './versions';

export interface Work {
	signal: AbortSignal;
	report: Report;
	/** Receives what the user should know of how it was done. */
	note(text: string): void;
}

/** Where n8n is installed: in an ignored folder of the repository, or where TWELVELABS_N8N_DIR says. */
export const installFolder = (repository: string, chosen: string | undefined): string =>
	chosen ? resolve(chosen) : join(repository, '.n8n', `n8n-${N8N_VERSION}`);

/**
 * Installs n8n into a folder. It is made in a temporary folder beside and moved when it is complete, so at any moment
 * there is either a whole install or none, also when two programs do this at once.
 */
export async function installN8n(
	dir: string,
	{ signal, report, note }: Work,
): Promise<Installation> {
	const host = thisHost();
	await waitForOtherInstall(dir, { signal, report });
	const { installation, defect } = await findInstallation(dir, host, signal);
	if (installation) return installation;
	if (defect) {
		report('Removing the earlier install');
		await removeInstall(dir);
	}

	const workshop = temporaryName(dir);
	try {
		await mkdir(workshop);
		await make(workshop, host, { signal, report, note });
		await writeFile(join(workshop, MARKER_FILE), JSON.stringify(markerFor(host)));
		await putInPlace(workshop, dir);
	} catch (error) {
		report('Removing the unfinished install');
		throw error;
	} finally {
		await removeFolder(workshop);
	}

	const made = await findInstallation(dir, host, signal);
	if (made.installation) return made.installation;
	throw new Problem(
		`n8n was installed into ${dir}, but it ${made.defect ?? 'is gone'}.`,
		'Start again to install it anew. When that does not help, please report it.',
	);
}

/** Fetches the packages and, beside that, what may take as long on a computer without a ready-made one: the database's binary. */
async function make(dir: string, host: Host, { signal, report, note }: Work): Promise<void> {
	const locked = lockedInstallFor(await readLockedInstall(), host);
	const sqliteFolder = join(dir, 'sqlite3');
	const progress: Progress = {};
	const stopReports = reportRegularly(report, progress);
	try {
		await mkdir(sqliteFolder);
		await together(signal, [
			async (both) => {
				progress.nodeModules = join(dir, 'node_modules');
				await installPackages(dir, locked, { signal: both, note });
				progress.nodeModules = undefined;
			},
			async (both) => {
				const quiet = { signal: both, note: () => {} };
				await installPackages(sqliteFolder, databasePartOf(locked), quiet);
				const onCompile = () => {
					progress.sqlite = 'Compiling sqlite3';
				};
				await completeSqlite({ dir: sqliteFolder, host, signal: both, onCompile });
				progress.sqlite = undefined;
			},
		]);
		await moveBinary(sqliteFolder, dir);
		await removeFolder(sqliteFolder);
	} finally {
		stopReports();
	}
}

/** Another program may have finished first: its install is as good as ours. */
async function putInPlace(workshop: string, dir: string): Promise<void> {
	try {
		await rename(workshop, dir);
	} catch (error) {
		const { code = '' } = error as NodeJS.ErrnoException;
		if (!['ENOTEMPTY', 'EEXIST'].includes(code)) throw error;
	}
}
