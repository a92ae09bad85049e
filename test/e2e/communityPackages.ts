import { join } from 'node:path';

import { PACKAGE } from '../../scripts/names';
import type { N8nClient } from '../../scripts/n8n/client';
import type { RunningN8n } from '../../scripts/n8n/process';
import type { Simulator } from '../../simulator/server';
import { openN8n, simulate } from './canvas';
import type { Stage } from './part';
import { serveRegistry } from './registry';

/** A package in n8n's list, *Settings > Community nodes*. */
interface InstalledPackage {
	packageName: string;
	installedVersion: string;
	updateAvailable?: string;
	failedLoading?: boolean;
}

/** What the page *Settings > Community nodes* does, with our package. */
export class CommunityPackages {
	constructor(private readonly client: N8nClient) {}

	async list(): Promise<InstalledPackage[]> {
		return await this.client.rest('GET', 'community-packages');
	}

	async install(version: string): Promise<InstalledPackage> {
		return await this.client.rest('POST', 'community-packages', { name: PACKAGE, version });
	}

	async upgrade(version: string): Promise<InstalledPackage> {
		return await this.client.rest('PATCH', 'community-packages', { name: PACKAGE, version });
	}

	async uninstall(): Promise<void> {
		await this.client.rest('DELETE', `community-packages?name=${PACKAGE}`);
	}
}

/** A fresh n8n without our package, which its installer can fetch, and a simulator with the demonstration data. */
export interface FreshN8n {
	simulator: Simulator;
	n8n: RunningN8n;
	client: N8nClient;
	packages: CommunityPackages;
	/** File names of the tarballs that n8n has fetched. */
	downloads: string[];
	/** Ends n8n and starts it again; the client is signed in. */
	restart(): Promise<N8nClient>;
}

/**
 * Starts all of it; it ends with the part.
 * @param tarballs the versions that the installer finds; the last one is the newest
 */
export async function openFreshN8n(stage: Stage, tarballs: string[]): Promise<FreshN8n> {
	const simulator = await simulate(stage, { demo: true });
	const { env, downloads } = await serveRegistry(stage, tarballs);
	const userFolder = join(stage.folder, 'user');
	const { n8n, client } = await openN8n(stage, userFolder, env);
	const restart = async () => {
		await n8n.stop();
		return (await openN8n(stage, userFolder, env)).client;
	};
	return { simulator, n8n, client, packages: new CommunityPackages(client), downloads, restart };
}
