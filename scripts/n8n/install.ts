import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { CommandFailed, run } from '../command';
import { Problem } from '../problem';
import { duration } from '../report';
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
import {
	lockedInstallFor,
	readLockedInstall,
	withAddresses,
	type LockedInstall,
} from './lockedInstall';
import { MARKER_FILE, markerFor } from './marker';
import { countPackages } from './packageCount';
import { npmProblem } from './prerequisites';
import { completeSqlite } from './sqlite';
import { N8N_VERSION, PACKAGE_COUNT, type Host } from './versions';

const PROGRESS_MS = 1_000;

/** What npm says where a registry keeps its packages in another place than the public one does. */
const OTHER_ADDRESSES = /E404|E400/;

export interface Work {
	signal: AbortSignal;
	report: Report;
}

/** Where n8n is installed: in an ignored folder of the repository, or where TWELVELABS_N8N_DIR says. */
export const installFolder = (repository: string, chosen: string | undefined): string =>
	chosen ? resolve(chosen) : join(repository, '.n8n', `n8n-${N8N_VERSION}`);

/**
 * Installs n8n into a folder. It is made in a temporary folder beside and moved when it is complete, so at any moment
 * there is either a whole install or none, also when two programs do this at once.
 */
export async function installN8n(dir: string, { signal, report }: Work): Promise<Installation> {
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
		await download(workshop, host, { signal, report });
		await complete(workshop, host, { signal, report });
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

async function download(dir: string, host: Host, { signal, report }: Work): Promise<void> {
	const locked = lockedInstallFor(await readLockedInstall(), host);
	const stopReports = reportRegularly(report, async (elapsed) => {
		const count = await countPackages(join(dir, 'node_modules'));
		return count === 0
			? `Fetching the packages that n8n consists of, ${elapsed}`
			: `${count.toLocaleString('en')} of about ${PACKAGE_COUNT.toLocaleString('en')} packages, ${elapsed}`;
	});
	try {
		const registry = (await run('npm', ['config', 'get', 'registry'], { cwd: dir, signal })).trim();
		await installLocked(dir, withAddresses(locked, registry), signal).catch(
			async (error: unknown) => {
				if (!(error instanceof CommandFailed && OTHER_ADDRESSES.test(error.output))) throw error;
				await installLocked(dir, locked, signal);
			},
		);
	} catch (error) {
		throw error instanceof CommandFailed ? npmProblem(error) : error;
	} finally {
		stopReports();
	}
}

async function installLocked(
	dir: string,
	{ manifest, lock }: LockedInstall,
	signal: AbortSignal,
): Promise<void> {
	await writeFile(join(dir, 'package.json'), JSON.stringify({ private: true, ...manifest }));
	await writeFile(join(dir, 'package-lock.json'), JSON.stringify(lock));
	// No audit, no advertisement, and none of the install scripts of all these packages.
	const ci = ['ci', '--ignore-scripts', '--no-audit', '--no-fund'];
	await run('npm', ci, { cwd: dir, signal });
}

async function complete(dir: string, host: Host, { signal, report }: Work): Promise<void> {
	report('Fetching the binary of sqlite3');
	let stopReports = () => {};
	const onCompile = () => {
		stopReports = reportRegularly(report, (elapsed) => `Compiling sqlite3, ${elapsed}`);
	};
	await completeSqlite({ dir, host, signal, onCompile }).finally(() => stopReports());
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

/**
 * Says again and again how far something has come.
 * @returns a function that ends it; what is still being found out by then is not said any more
 */
function reportRegularly(
	report: Report,
	describe: (elapsed: string) => Promise<string> | string,
): () => void {
	const begin = Date.now();
	let busy = false;
	let ended = false;
	const reportOnce = async () => {
		if (busy) return;
		busy = true;
		const text = await describe(duration(Date.now() - begin));
		busy = false;
		if (!ended) report(text);
	};
	const timer = setInterval(() => void reportOnce(), PROGRESS_MS);
	return () => {
		ended = true;
		clearInterval(timer);
	};
}
