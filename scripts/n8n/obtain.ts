import { say } from '../report';
import { step, type Report } from '../step';
import { installFolder, installN8n, type Work } from './install';
import {
	checkRemovable,
	findInstallation,
	leftoversOf,
	removeFolder,
	thisHost,
	type Installation,
} from './installFolder';
import { checkPrerequisites } from './prerequisites';
import { INSTALL_COST, N8N_VERSION } from './versions';

/** An n8n that is there, or on its way. */
export interface Obtaining {
	/** Whether it has to be installed first. */
	isInstalling: boolean;
	/**
	 * Shows how far the install is, and waits for its end.
	 * @throws Problem saying what the install lacks
	 */
	finish(): Promise<Installation>;
	/** Ends an install that is under way, and removes what there is of it. */
	stop(): Promise<void>;
}

/** Finds the installed n8n, or installs it and says beforehand what that takes. */
export const obtainN8n = async (
	repository: string,
	chosen: string | undefined,
	signal: AbortSignal,
): Promise<Installation> => await (await beginObtaining(repository, chosen, signal)).finish();

/**
 * The same, but does not wait for the install, which goes on meanwhile; `finish` or `stop` has to be called. Whatever the
 * install lacks is for `finish` to report.
 * @param chosen the user's own choice of a folder
 */
export async function beginObtaining(
	repository: string,
	chosen: string | undefined,
	signal: AbortSignal,
): Promise<Obtaining> {
	const dir = installFolder(repository, chosen);
	const { installation, defect } = await findInstallation(dir, thisHost(), signal);
	if (installation) {
		return { isInstalling: false, finish: async () => installation, stop: async () => {} };
	}
	if (defect) say(`The n8n in ${dir} ${defect}, so it has to be installed anew.`);
	say(`n8n ${N8N_VERSION} is installed into ${dir}, once. It takes ${INSTALL_COST}.`);
	return begin(dir, chosen !== undefined, signal);
}

function begin(dir: string, isChosen: boolean, signal: AbortSignal): Obtaining {
	const stopping = new AbortController();
	const notes: string[] = [];
	let show: Report = () => {};
	const installing = prepareAndInstall(dir, isChosen, {
		signal: AbortSignal.any([signal, stopping.signal]),
		report: (text) => show(text),
		note: (text) => notes.push(text),
	});
	// `finish` passes it on.
	installing.catch(() => {});
	const finish = async () =>
		await step(`Install n8n ${N8N_VERSION}`, async (report) => {
			show = report;
			return await installing;
		}).finally(() => notes.forEach((note) => say(note)));
	const stop = async () => {
		stopping.abort();
		await installing.catch(() => {});
	};
	return { isInstalling: true, finish, stop };
}

/** Checks what an install needs before anything is downloaded or removed. */
async function prepareAndInstall(
	dir: string,
	isChosen: boolean,
	work: Work,
): Promise<Installation> {
	const host = thisHost();
	if (isChosen) await checkRemovable(dir, host);
	const leftovers = await leftoversOf(dir);
	if (leftovers.length > 0) work.report('Removing what an interrupted install left behind');
	for (const leftover of leftovers) await removeFolder(leftover);
	work.signal.throwIfAborted();
	await checkPrerequisites(dir, host, work.signal);
	return await installN8n(dir, work);
}
