import 'reflect-metadata';

import {
	ExecutionLifecycleHooks,
	PackageDirectoryLoader,
	RoutingNode,
	type ExecuteContext,
} from 'n8n-core';
import {
	NodeHelpers,
	type ICredentialDataDecryptedObject,
	type IExecuteFunctions,
	type INodeType,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import { CREDENTIAL_TYPE } from '../names';
import { OneCredential } from './oneCredential';

/** Loads `dist`, which `npm run build` makes, as n8n loads an installed package. */
export async function loadBuiltPackage(repository: string): Promise<PackageDirectoryLoader> {
	const loader = new PackageDirectoryLoader(repository);
	await loader.loadAll();
	return loader;
}

/** The action node. It is declarative, so the server gives it an `execute` of its own: so does this. */
export function actionNodeOf(loader: PackageDirectoryLoader): INodeType {
	const node = NodeHelpers.getVersionedNodeType(loader.getNode('twelveLabs').type);
	node.execute ??= async function (this: IExecuteFunctions) {
		return (await new RoutingNode(this as unknown as ExecuteContext, node).runNode()) ?? [];
	};
	return node;
}

/** Hands its input on: the node that a workflow begins with in place of n8n's own triggers. */
export const passOnNode: INodeType = {
	description: {
		displayName: 'Start',
		name: 'start',
		group: ['trigger'],
		version: 1,
		description: '',
		defaults: { name: 'Start' },
		inputs: [],
		outputs: ['main'],
		properties: [],
	},
	async execute(this: IExecuteFunctions) {
		return [this.getInputData()];
	},
};

/** What the n8n server adds to an execution: a credential store of one credential, and hooks that nothing is attached to. */
export function executionDataFor(
	loader: PackageDirectoryLoader,
	credential: ICredentialDataDecryptedObject,
	executionId = '1',
): IWorkflowExecuteAdditionalData {
	const workflowData = {
		id: 'w',
		name: 'w',
		nodes: [],
		connections: {},
		active: false,
		createdAt: new Date(),
		updatedAt: new Date(),
	};
	const { type } = loader.getCredential(CREDENTIAL_TYPE);
	return {
		credentialsHelper: new OneCredential(type, credential),
		hooks: new ExecutionLifecycleHooks('trigger', executionId, workflowData as never),
		executionId,
		currentNodeExecutionIndex: 0,
		webhookWaitingBaseUrl: 'http://localhost/webhook-waiting',
		formWaitingBaseUrl: 'http://localhost/form-waiting',
		variables: {},
		getRunExecutionData: async () => undefined,
		getRuntimeCredential: async () => undefined,
	} as unknown as IWorkflowExecuteAdditionalData;
}
