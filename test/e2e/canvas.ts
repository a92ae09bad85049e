import { join } from 'node:path';

import { N8nClient } from '../../scripts/n8n/client';
import type { Credential, Login } from '../../scripts/n8n/clientTypes';
import { startN8n, type RunningN8n } from '../../scripts/n8n/process';
import { CREDENTIAL_TYPE } from '../../scripts/names';
import { putIntoN8n } from '../../scripts/package';
import { loginOf } from '../../scripts/userFolder';
import { startSimulator, type Simulator, type SimulatorOptions } from '../../simulator/server';
import type { Stage } from './part';

/** An n8n with our package, a signed-in user, and a simulator behind the saved credential. */
export interface Canvas {
	simulator: Simulator;
	n8n: RunningN8n;
	client: N8nClient;
	/** Of the owner, with which `client` has signed in. */
	login: Login;
	credential: Credential;
	userFolder: string;
}

/** Starts all of it; it ends with the part. */
export async function openCanvas(
	stage: Stage,
	{ env, ...options }: SimulatorOptions & { env?: NodeJS.ProcessEnv } = {},
): Promise<Canvas> {
	const simulator = await simulate(stage, options);
	const userFolder = join(stage.folder, 'user');
	await putIntoN8n(stage.tarball, userFolder, stage.signal);
	const opened = await openN8n(stage, userFolder, env);
	const credential = await saveAccess(opened.client, simulator);
	return { simulator, ...opened, credential, userFolder };
}

/** Starts n8n, which ends with the part, and signs in. */
export async function openN8n(
	{ installation, cleanup, signal }: Stage,
	userFolder: string,
	env?: NodeJS.ProcessEnv,
): Promise<Pick<Canvas, 'n8n' | 'client' | 'login'>> {
	const n8n = await startN8n({ installation, userFolder, signal, env });
	cleanup.add(n8n.stop);
	const client = new N8nClient(n8n.url, signal);
	const login = await loginOf(userFolder);
	await client.signIn(login);
	return { n8n, client, login };
}

/** Saves the credential that opens a simulator. */
export const saveAccess = async (
	client: N8nClient,
	{ apiKey, url: baseUrl }: Simulator,
): Promise<Credential> =>
	await client.saveCredential('TwelveLabs', CREDENTIAL_TYPE, { apiKey, baseUrl });

/** The credential that a user has saved. */
export async function savedCredential(client: N8nClient): Promise<Credential> {
	const saved = (await client.credentials()).find(({ type }) => type === CREDENTIAL_TYPE);
	if (!saved) throw new Error('The credential was not saved');
	return saved;
}

/** Starts a simulator, which ends with the part. */
export async function simulate(
	{ cleanup }: Stage,
	options: SimulatorOptions = {},
): Promise<Simulator> {
	const simulator = await startSimulator(options);
	cleanup.add(simulator.close);
	return simulator;
}
