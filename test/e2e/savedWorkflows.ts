import { EXAMPLE } from '../../scripts/example';
import type { N8nClient } from '../../scripts/n8n/client';
import type { Execution } from '../../scripts/n8n/clientTypes';

const WITHIN_MS = 120_000;

/** The ids of what a user has saved in n8n. */
export interface Saved {
	/** Indexes an asset when it is run. */
	indexing: string;
	/** Published: the trigger is active. */
	watch: string;
}

/** Runs the example that indexes, to its end. */
export const runSaved = async (client: N8nClient, id: string): Promise<Execution> =>
	await client.finished(await client.run(id, EXAMPLE.trigger), WITHIN_MS);
