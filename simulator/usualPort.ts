import { startSimulator, type Simulator, type SimulatorOptions } from './server';

/** The same at every start, so that a credential with this address stays valid. */
export const USUAL_PORT = 12_012;

/** Starts a simulator on its usual port, or, where that is in use, on any free one. */
export async function startOnUsualPort(
	options: Omit<SimulatorOptions, 'port'>,
	port = USUAL_PORT,
): Promise<Simulator> {
	try {
		return await startSimulator({ ...options, port });
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
		return await startSimulator(options);
	}
}
