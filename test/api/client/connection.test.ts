import type { ILoadOptionsFunctions, IPollFunctions } from 'n8n-workflow';

import { accountOf, editorConnection, pollConnection } from '../../../nodes/api/client/connection';
import { EDITOR_LIMITS, POLL_LIMITS } from '../../../nodes/api/client/timeLimits';

const CREDENTIAL = { apiKey: ' tlk_1 ', baseUrl: 'https://api.example/v1.3/' };

/** n8n's functions of a poll or of the editor. */
const context = {
	getNode: () => ({ id: 'n1', name: 'TwelveLabs' }),
	getWorkflow: () => ({ id: 'w1' }),
	getCredentials: async (name: string) => {
		if (name !== 'twelveLabsApi') throw new Error(`No credential ${name}`);
		return await Promise.resolve(CREDENTIAL);
	},
};

test('requests of an account have its address and its key, and what stands for it shows no key', () => {
	const { account, baseUrl, credential } = accountOf(CREDENTIAL);
	expect(baseUrl).toBe('https://api.example/v1.3');
	expect(credential).toEqual({ ...CREDENTIAL, apiKey: 'tlk_1' });
	expect(account).toContain(baseUrl);
	expect(account).not.toContain('tlk_1');
	expect(accountOf({ ...CREDENTIAL, apiKey: 'tlk_1' }).account).toBe(account);
	expect(accountOf({ ...CREDENTIAL, apiKey: 'tlk_2' }).account).not.toBe(account);
});

test('the polls of one trigger share a key of the queue, and have limits of their own', async () => {
	expect(await pollConnection(context as unknown as IPollFunctions)).toEqual({
		...accountOf(CREDENTIAL),
		context,
		node: context.getNode(),
		queueKey: 'w1 n1',
		timeLimits: POLL_LIMITS,
		settings: { timeout: 30_000 },
	});
});

test('the editor does not wait for long', async () => {
	expect(await editorConnection(context as unknown as ILoadOptionsFunctions)).toEqual({
		...accountOf(CREDENTIAL),
		context,
		node: context.getNode(),
		queueKey: 'editor',
		timeLimits: EDITOR_LIMITS,
		settings: { timeout: 30_000 },
	});
});
