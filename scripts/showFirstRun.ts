import { inEngine } from './engine/inEngine';
import type { EngineOrder } from './engine/runUploadExample';
import { UPLOAD_EXAMPLE, VIDEO } from './example';
import { explain } from './explain';
import { firstRunTable } from './firstRunTable';
import { say } from './report';
import { step } from './step';

/**
 * Runs the example that uploads in n8n's engine, which needs no n8n, and shows the items that went in and came out.
 * What breaks it is explained here, since the rest of a start does not need it.
 * @returns whether it ran to its end
 */
export async function showFirstRun(order: EngineOrder, signal: AbortSignal): Promise<boolean> {
	try {
		const run = await step(
			`Upload and index ${VIDEO.name} in n8n's engine`,
			async () => await inEngine(order, signal),
		);
		say(`What examples/${UPLOAD_EXAMPLE.file} has done, node by node:`);
		say(firstRunTable(order.repository, run));
		if (run.error) say(`The workflow failed: ${run.error}`);
		return run.error === undefined;
	} catch (error) {
		signal.throwIfAborted();
		explain(error, signal);
		say("The workflow could not be run in n8n's engine. The installation of n8n goes on.");
		return false;
	}
}
