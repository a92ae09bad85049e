import assert from 'node:assert/strict';

import type { IDataObject, INode, NodeApiError } from 'n8n-workflow';

import { byId, withCredential } from '../../scripts/example';
import type { N8nClient } from '../../scripts/n8n/client';
import type { Credential } from '../../scripts/n8n/clientTypes';
import { N8nError } from '../../scripts/n8n/session';
import { CREDENTIAL_TYPE, NODE_TYPE } from '../../scripts/names';
import type { Simulator } from '../../simulator/server';
import { UNKNOWN_ID } from './indexingCases';
import type { Stage } from './part';
import { leadsTo, START } from './workflows';

const WITHIN_MS = 60_000;

const GET = 'Get Indexed Asset';

/**
 * n8n reads the status code of an error only where the package throws n8n's own NodeApiError. A package that finds another
 * copy of n8n-workflow throws a class of the same name, and n8n stores and shows no code.
 */
export async function checkNodeErrors(
	{ check }: Pick<Stage, 'check'>,
	client: N8nClient,
	{ world, url: baseUrl }: Simulator,
	credential: Credential,
): Promise<void> {
	const get = getting(world.addIndex().id);
	await check('n8n stores the status code of an error', async () => {
		const draft = {
			name: 'Not there',
			nodes: [START, get],
			connections: { [START.name]: leadsTo(GET) },
		};
		const { id } = await client.createWorkflow(withCredential(draft, credential));
		const execution = await client.finished(await client.run(id, START.name), WITHIN_MS);
		const [run] = execution.data.resultData.runData[GET];
		assert.equal((run.error as NodeApiError).httpCode, '404');
	});
	await check(
		'n8n gives the editor the status code of a list that a wrong key asks for',
		async () => {
			const access = { apiKey: 'tlk_revoked', baseUrl };
			const { id, name } = await client.saveCredential('Revoked', CREDENTIAL_TYPE, access);
			const error = await client
				.rest('POST', 'dynamic-node-parameters/resource-locator-results', {
					path: 'parameters.indexId',
					methodName: 'searchIndexes',
					nodeTypeAndVersion: { name: get.type, version: get.typeVersion },
					currentNodeParameters: get.parameters,
					credentials: { [CREDENTIAL_TYPE]: { id, name } },
				})
				.catch((reason: unknown) => reason);
			assert.ok(error instanceof N8nError, 'n8n gave a list');
			assert.equal((error.answer as IDataObject).httpCode, '401');
		},
	);
}

const getting = (indexId: string): INode => ({
	id: 'get',
	name: GET,
	type: NODE_TYPE,
	typeVersion: 1,
	position: [200, 0],
	parameters: {
		resource: 'indexedAsset',
		operation: 'get',
		indexId: byId(indexId),
		indexedAssetId: byId(UNKNOWN_ID),
	},
});
