/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code, never published */
import { join } from 'node:path';

import { N8nClient } from '../../scripts/n8n/client';
import type { Credential, Login } from '../../scripts/n8n/clientTypes';
import { startN8n, type RunningN8n } from '../../scripts/n8n/process';
import { putIntoN8n } from '../../scripts/package';
import { loginOf } from '../../scripts/userFolder';
import { startSimulator, type Simulator, type SimulatorOptions } from '../../simulator/server';
import type { Stage } from './part';

export const CREDENTIAL_TYPE = 'twelveLabsApi';

/** An n8n that has our package, somebody signed in, and a simulator behind the saved credential. */
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
	const { installation, tarball, folder, cleanup, signal } = stage;
	const simulator = await simulate(stage, options);
	const userFolder = join(folder, 'user');
	await putIntoN8n(tarball, userFolder, signal);
	const n8n = await startN8n({ installation, userFolder, signal, env });
	cleanup.add(n8n.stop);
	const client = new N8nClient(n8n.url, signal);
	const login = await loginOf(userFolder);
	await client.signIn(login);
	const { apiKey, url: baseUrl } = simulator;
	const data = { apiKey, baseUrl };
	const credential = await client.saveCredential('TwelveLabs', CREDENTIAL_TYPE, data);
	return { simulator, n8n, client, login, credential, userFolder };
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
