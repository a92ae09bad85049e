import { PollContext } from 'n8n-core';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { byId } from './harness';
import { useWorld } from './world';

const world = useWorld();

const RESTRICTIONS: ICredentialDataDecryptedObject[] = [
	{ allowedHttpRequestDomains: 'all' },
	{ allowedHttpRequestDomains: 'none' },
	{ allowedHttpRequestDomains: 'domains', allowedDomains: '' },
	{ allowedHttpRequestDomains: 'domains', allowedDomains: ' \n' },
	{ allowedHttpRequestDomains: 'domains', allowedDomains: 'example.com' },
	{ allowedHttpRequestDomains: 'domains', allowedDomains: '127.0.0.1' },
];

async function item(indexId: string, credential: ICredentialDataDecryptedObject): Promise<void> {
	const { data } = await world.run('getAll', { indexId: byId(indexId) }, { credential });
	if (data.resultData.error) throw data.resultData.error;
}

async function poll(indexId: string, credential: ICredentialDataDecryptedObject): Promise<void> {
	const parameters = { indexId: byId(indexId) };
	const { workflow, node, additionalData } = world.engine.triggerWorkflow(parameters, credential);
	const context = new PollContext(workflow, node, additionalData, 'trigger', 'activate');
	await world.engine.trigger.poll?.call(context);
}

const list = async (_: string, credential: ICredentialDataDecryptedObject) =>
	await world.engine.searchList('searchIndexes', credential);

test.each(RESTRICTIONS)(
	'a credential with %j is treated alike by an item, a poll and a list',
	async (restriction) => {
		const indexId = world.simulator.world.addIndex().id;
		const credential = { ...world.credential, ...restriction };
		const outcomes = new Set<string>();
		for (const sender of [item, poll, list]) {
			const requests = world.simulator.requests.length;
			const outcome = await sender(indexId, credential).then(
				() => 'reached TwelveLabs',
				// What n8n says, whatever stands around it.
				(error: Error) =>
					/allowed domains|Domain not allowed|prevent use/i.exec(error.message)?.[0],
			);
			expect(world.simulator.requests.length > requests).toBe(outcome === 'reached TwelveLabs');
			outcomes.add(String(outcome));
		}
		expect([...outcomes]).toHaveLength(1);
		expect([...outcomes][0]).not.toBe('undefined');
		if (/all|127/.test(JSON.stringify(Object.values(restriction)))) {
			expect([...outcomes]).toEqual(['reached TwelveLabs']);
		}
	},
);
