import {
	NodeOperationError,
	type IExecuteFunctions,
	type IExecutePaginationFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';

import { errorJson } from './errorJson';

/**
 * The items of a run whose code could not be loaded, where the node is set to go on: n8n would hand the input on as the output of
 * a node that throws.
 * @param indexes of the input items
 * @throws NodeOperationError where it is not set to go on
 */
export function notRun(
	n8n: IExecuteFunctions | IExecutePaginationFunctions,
	reason: Error,
	indexes: number[],
): INodeExecutionData[] {
	const error = new NodeOperationError(n8n.getNode(), reason);
	if (!n8n.continueOnFail()) throw error;
	return indexes.map((item) => ({ json: errorJson(error), pairedItem: { item } }));
}
