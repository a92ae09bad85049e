import { explain } from './explain';
import { UPLOAD_EXAMPLE } from './example';
import { untilAborted } from './interrupt';
import type { Account } from './options';
import { say } from './report';

interface Remaining {
	simulator: Account;
	/** The package, built and packed. */
	tarball: string;
	/** Whether the simulator goes on until the program is asked to stop. */
	staysOpen: boolean;
}

/**
 * Explains why there is no n8n, and leaves the simulator to one of the user's own.
 * @returns the exit code
 */
export async function withoutN8n(
	cause: unknown,
	{ simulator, tarball, staysOpen }: Remaining,
	signal: AbortSignal,
): Promise<number> {
	const code = explain(cause, signal);
	if (!staysOpen || signal.aborted) return code;
	say(`
The simulator stays open, for an n8n of your own on this computer, 2.37 or newer:
  1. Install this build of the package there, and restart n8n:
       mkdir -p ~/.n8n/nodes && cd ~/.n8n/nodes && npm install "${tarball}"
  2. In n8n, create a TwelveLabs API credential:
       Base URL  ${simulator.baseUrl}
       API key   ${simulator.apiKey}
  3. Import examples/${UPLOAD_EXAMPLE.file}, and choose the credential and an index in its nodes.
Stop the simulator with Ctrl-C.`);
	await untilAborted(signal);
	return code;
}
