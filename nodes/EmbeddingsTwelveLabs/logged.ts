import {
	NodeApiError,
	NodeConnectionTypes,
	NodeOperationError,
	type IDataObject,
	type ISupplyDataFunctions,
} from 'n8n-workflow';

import { shortText } from '../api/plainText';

/**
 * Does what a vector store asks for, and shows it in n8n's logs as a run of the sub-node: n8n itself shows no call of one.
 * @param work gives vectors. They are large, so the log has their number alone
 */
export async function logged(
	context: ISupplyDataFunctions,
	input: IDataObject,
	work: () => Promise<number[][]>,
): Promise<number[][]> {
	const type = NodeConnectionTypes.AiEmbedding;
	const { index } = context.addInputData(type, [[{ json: input }]]);
	try {
		const vectors = await work();
		const json = { vectors: vectors.length, dimension: vectors[0]?.length ?? 0 };
		context.addOutputData(type, index, [[{ json }]]);
		return vectors;
	} catch (thrown) {
		const error = subNodeError(context, thrown);
		context.addOutputData(type, index, error);
		throw error;
	}
}

/** The error of a sub-node, whatever was thrown: n8n then shows it as it is, and that it is of the sub-node. */
export function subNodeError(
	context: ISupplyDataFunctions,
	thrown: unknown,
): NodeApiError | NodeOperationError {
	const isStopped = context.getExecutionCancelSignal()?.aborted;
	// n8n takes an error for a cancellation by this word.
	const error = nodeError(context, isStopped ? 'The execution was canceled' : thrown);
	error.functionality = 'configuration-node';
	return error;
}

function nodeError(context: ISupplyDataFunctions, thrown: unknown) {
	if (thrown instanceof NodeApiError || thrown instanceof NodeOperationError) return thrown;
	const cause = thrown instanceof Error ? thrown : shortText(thrown);
	return new NodeOperationError(context.getNode(), cause);
}
