import {
	NodeConnectionTypes,
	NodeOperationError,
	type ICredentialDataDecryptedObject,
	type IExecutePaginationFunctions,
	type IN8nRequestOperations,
	type INodePropertyOptions,
} from 'n8n-workflow';

import { CREDENTIAL } from '../../api/client/connection';
import { quoted } from '../../api/plainText';
import type { Operation } from '../operation';
import { runItem } from './runItem';

type Pagination = Extract<IN8nRequestOperations['pagination'], (...args: never[]) => unknown>;

/**
 * How n8n's RoutingNode runs an operation: item by item, through what n8n calls a pagination function, the one place where it
 * lets a declarative node make requests of its own. n8n takes this way where it does not look for custom operations, as for
 * tools of an MCP Server Trigger.
 */
export const routingOf = (operation: Operation): INodePropertyOptions['routing'] => ({
	request: { method: operation.endpoint.method, url: operation.endpoint.path },
	operations: { pagination: paginationOf(operation) },
});

const paginationOf = (operation: Operation): Pagination =>
	async function (this: IExecutePaginationFunctions, { options }) {
		return await runItem(operation, {
			n8n: this,
			node: this.getNode(),
			run: runOf(this),
			index: this.getItemIndex(),
			parameter: (name, fallback, more) => this.getNodeParameter(name, fallback, more),
			credential: async () => await this.getCredentials<ICredentialDataDecryptedObject>(CREDENTIAL),
			// n8n's types know only the name here, its code takes the object as well.
			binary: (value) => this.helpers.assertBinaryData(value as string),
			settings: () => ({
				proxy: options.proxy,
				timeout: options.timeout,
				skipSslCertificateValidation: Boolean(options.skipSslCertificateValidation),
			}),
		});
	};

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

/**
 * Where a model or a script names an operation that the resource does not have, n8n finds no custom operation, and its
 * RoutingNode would send a request without a path.
 * @throws NodeOperationError
 */
export const unknownOperation: Pagination = async function (this: IExecutePaginationFunctions) {
	const [resource, operation] = ['resource', 'operation'].map((name) =>
		quoted(this.getNodeParameter(name, '')),
	);
	throw new NodeOperationError(
		this.getNode(),
		`Resource ${resource} has no operation ${operation}`,
		{
			itemIndex: this.getItemIndex(),
			description: 'Choose the operation from the list. Nothing was sent.',
		},
	);
};
