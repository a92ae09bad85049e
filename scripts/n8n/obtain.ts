import { say } from '../report';
import { step, type Report } from '../step';
import { installFolder, installN8n } from './install';
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
	/** Shows how far the install is, and waits for its end. */
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
 * The same, but does not wait for the install, which goes on meanwhile; `finish` or `stop` has to be called.
 * @param chosen the user's own choice of a folder
 */
export async function beginObtaining(
	repository: string,
	chosen: string | undefined,
	signal: AbortSignal,
): Promise<Obtaining> {
	const dir = installFolder(repository, chosen);
	const host = thisHost();
	const leftovers = await leftoversOf(dir);
	if (leftovers.length > 0) {
		await step('Remove what an interrupted install left behind', async () => {
			for (const leftover of leftovers) await removeFolder(leftover);
		});
		signal.throwIfAborted();
	}
	const { installation, defect } = await findInstallation(dir, host, signal);
	if (installation) {
		return { isInstalling: false, finish: async () => installation, stop: async () => {} };
	}

	if (defect) {
		if (chosen) await checkRemovable(dir, host);
		say(`The n8n in ${dir} ${defect}, so it is removed and installed anew.`);
	}
	say(`n8n ${N8N_VERSION} is installed into ${dir}, once. It takes ${INSTALL_COST}.`);
	await checkPrerequisites(dir, host, signal);
	return begin(dir, signal);
}

function begin(dir: string, signal: AbortSignal): Obtaining {
	const stopping = new AbortController();
	let show: Report = () => {};
	const installing = installN8n(dir, {
		signal: AbortSignal.any([signal, stopping.signal]),
		report: (text) => show(text),
	});
	// `finish` passes it on.
	installing.catch(() => {});
	const finish = async () =>
		await step(`Install n8n ${N8N_VERSION}`, async (report) => {
			show = report;
			return await installing;
		});
	const stop = async () => {
		stopping.abort();
		await installing.catch(() => {});
	};
	return { isInstalling: true, finish, stop };
}
