import {
	NodeConnectionTypes,
	type DeclarativeRestApiSettings,
	type ICredentialDataDecryptedObject,
	type IExecutePaginationFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';

import { CREDENTIAL } from '../../api/client/connection';
import type { LoadedOperation } from '../operation';
import { runItem } from './runItem';

/**
 * Runs an operation for the one item for which n8n's RoutingNode calls it.
 * @param request what n8n would send, with the Request Options
 */
export async function runRoutedItem(
	operation: LoadedOperation,
	n8n: IExecutePaginationFunctions,
	{ options }: DeclarativeRestApiSettings.ResultOptions,
): Promise<INodeExecutionData[]> {
	return await runItem(operation, {
		n8n,
		node: n8n.getNode(),
		run: runOf(n8n),
		index: n8n.getItemIndex(),
		parameter: (name, fallback, more) => n8n.getNodeParameter(name, fallback, more),
		credential: async () => await n8n.getCredentials<ICredentialDataDecryptedObject>(CREDENTIAL),
		// n8n's types know only the name here, its code takes the object as well.
		binary: (value) => n8n.helpers.assertBinaryData(value as string),
		settings: () => ({
			proxy: options.proxy,
			timeout: options.timeout,
			skipSslCertificateValidation: Boolean(options.skipSslCertificateValidation),
		}),
	});
}

/**
 * What n8n hands to a run is the same object in each try. A tool that an MCP Server Trigger or an older AI Agent calls is
 * handed that of its caller, in every call; what a call has of its own, also in each try, are its arguments.
 */
function runOf(n8n: IExecutePaginationFunctions): object {
	const data = n8n.getExecuteData();
	return data.node.name === n8n.getNode().name
		? data
		: n8n.getInputData(0, NodeConnectionTypes.AiTool).json;
}
