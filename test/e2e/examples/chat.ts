import { randomUUID } from 'node:crypto';

import type { N8nClient } from '../../../scripts/n8n/client';

/** Sends a message as the chat of the editor does. @returns what the workflow answers */
export async function chat(
	client: N8nClient,
	{ id, trigger }: { id: string; trigger: string },
	chatInput: string,
): Promise<unknown> {
	const sessionId = randomUUID();
	await client.rest('POST', `workflows/${id}/run`, {
		triggerToStartFrom: { name: trigger },
		chatSessionId: sessionId,
	});
	const message = { action: 'sendMessage', sessionId, chatInput };
	const path = `/webhook-test/${id}/${sessionId}`;
	return (await client.call<{ output: unknown }>('POST', path, message)).output;
}
