import { say } from '../report';
import { step } from '../step';
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

/**
 * Finds the installed n8n, or installs it and says beforehand what that takes.
 * @param chosen the user's own choice of a folder
 */
export async function obtainN8n(
	repository: string,
	chosen: string | undefined,
	signal: AbortSignal,
): Promise<Installation> {
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
	if (installation) return installation;

	if (defect) {
		if (chosen) await checkRemovable(dir, host);
		say(`The n8n in ${dir} ${defect}, so it is removed and installed anew.`);
	}
	say(`n8n ${N8N_VERSION} is installed into ${dir}, once. It takes ${INSTALL_COST}.`);
	await checkPrerequisites(dir, host, signal);
	return await step(
		`Install n8n ${N8N_VERSION}`,
		async (report) => await installN8n(dir, { signal, report }),
	);
}
