import { startSimulator, type Simulator, type SimulatorOptions } from './server';

/** The same at every start, so that a credential with this address stays valid. */
export const USUAL_PORT = 12_012;

/** Starts a simulator on its usual port, with its storage on the next one; where one of them is in use, any free one replaces it. */
export async function startOnUsualPort(
	options: Omit<SimulatorOptions, 'port' | 'storagePort'>,
	port = USUAL_PORT,
): Promise<Simulator> {
	const ports = { port, storagePort: port + 1 };
	for (;;) {
		try {
			return await startSimulator({ ...options, ...ports });
		} catch (error) {
			const { code, port: refused } = error as NodeJS.ErrnoException & { port?: number };
			if (code !== 'EADDRINUSE') throw error;
			if (refused === ports.port) ports.port = 0;
			else if (refused === ports.storagePort) ports.storagePort = 0;
			else throw error;
		}
	}
}
