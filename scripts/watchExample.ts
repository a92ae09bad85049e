import { setTimeout as sleep } from 'node:timers/promises';

import { POLL_SECONDS, WATCH_EXAMPLE } from './example';
import type { N8nClient } from './n8n/client';
import { outputOf } from './n8n/executions';
import type { Row } from './report';

const POLL_MS = POLL_SECONDS * 1_000;

/** The first poll after the asset has become ready should find it; a busy computer may need some more. */
const FIRED_WITHIN_MS = 60_000;
const INTERVAL_MS = 500;

/** How often the trigger has started its workflow for an indexed asset. */
interface Firing {
	once: boolean;
	row: Row;
}

/**
 * Waits until the trigger has fired on its own, and two polls more: it must not fire again.
 * @param since executions that began before are of no interest, in milliseconds since 1970
 */
export async function watchFiring(
	client: N8nClient,
	{
		workflowId,
		indexedAssetId,
		since,
	}: Record<'workflowId' | 'indexedAssetId', string> & { since: number },
	signal: AbortSignal,
): Promise<Firing> {
	const count = async () =>
		(await emittedBy(client, workflowId, since)).filter((id) => id === indexedAssetId).length;
	const deadline = Date.now() + FIRED_WITHIN_MS;
	while ((await count()) === 0 && Date.now() < deadline) {
		await sleep(INTERVAL_MS, undefined, { signal });
	}
	if ((await count()) > 0) await sleep(2 * POLL_MS, undefined, { signal });
	const times = await count();
	const said = times === 1 ? 'started its workflow, once' : `started its workflow ${times} times`;
	return { once: times === 1, row: ['TwelveLabs Trigger', said] };
}

/**
 * The IDs that a trigger has emitted, over all executions of its workflow that began since a moment.
 * @returns an id for each item
 */
export async function emittedBy(
	client: N8nClient,
	workflowId: string,
	since = 0,
): Promise<string[]> {
	const ids: string[] = [];
	for (const { id, startedAt } of await client.executions(workflowId)) {
		if (Date.parse(startedAt ?? '') < since) continue;
		const items = outputOf(await client.execution(id), WATCH_EXAMPLE.trigger);
		ids.push(...items.map(({ json }) => String(json._id)));
	}
	return ids;
}
