import {
	NodeConnectionTypes,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type ISupplyDataFunctions,
} from 'n8n-workflow';

import { accountOf, CREDENTIAL, type Connection } from '../api/client/connection';
import { embeddingModelOf } from '../shared/embedding/model';
import { asChoice, asCollection, valuesOf } from '../shared/parameters';
import { timeLimitsOf } from '../shared/timeLimitsOf';
import { logged, subNodeError } from './logged';
import { DOCUMENT_VECTORS } from './parameters';
import { readyVectors, type VectorsOfTexts } from './readyVectors';
import { embeddedTexts, queryVector } from './texts';

/** A text is embedded within a second or two. */
const TIMEOUT_MS = 60_000;

/**
 * What n8n's vector stores call. It has the shape of LangChain's class, which is no dependency of this package: n8n and its
 * stores ask for these two methods, and not for the class.
 */
interface Embeddings {
	/** The vector of what is searched for. */
	embedQuery(query: string): Promise<number[]>;
	/** The vectors of what is inserted, in the order of the texts. */
	embedDocuments: VectorsOfTexts;
}

/**
 * What the sub-node gives to a vector store for one run. Each call is shown in n8n's logs as one of the sub-node.
 * @throws NodeOperationError naming the field; its methods also NodeApiError
 */
export async function embeddingsFor(
	context: ISupplyDataFunctions,
	itemIndex: number,
): Promise<Embeddings> {
	try {
		return await embeddings(context, itemIndex);
	} catch (error) {
		throw subNodeError(context, error);
	}
}

async function embeddings(context: ISupplyDataFunctions, itemIndex: number): Promise<Embeddings> {
	const parameter = (name: string, item: number): unknown => context.getNodeParameter(name, item);
	const options = asCollection('Options', parameter('options', itemIndex));
	const source = asChoice(
		'Vectors of Documents',
		parameter('documentVectors', itemIndex),
		valuesOf(DOCUMENT_VECTORS),
	);
	const embeddingModel = parameter('embeddingModel', itemIndex);
	const embedder = {
		model: embeddingModelOf({ ...options, embeddingModel } as IDataObject),
		connection: await connectionOf(context, itemIndex, options),
	};
	const vectorsOf =
		source === 'readyVectors'
			? readyVectors({
					count: () => context.getInputData(0, NodeConnectionTypes.Main).length,
					parameter,
				})
			: async (texts: string[]) => await embeddedTexts(embedder, texts);
	return {
		async embedQuery(query) {
			const [vector] = await logged(context, { query }, async () => [
				await queryVector(embedder, query),
			]);
			return vector;
		},
		embedDocuments: async (documents) =>
			await logged(context, { documents }, async () => await vectorsOf(documents)),
	};
}

/** The connection of one run of the vector store, in the same queue as the other nodes of the execution. */
async function connectionOf(
	context: ISupplyDataFunctions,
	itemIndex: number,
	options: IDataObject,
): Promise<Connection> {
	return {
		...accountOf(
			await context.getCredentials<ICredentialDataDecryptedObject>(CREDENTIAL, itemIndex),
		),
		context,
		node: context.getNode(),
		timeLimits: timeLimitsOf(options),
		queueKey: context.getExecutionId(),
		cancel: context.getExecutionCancelSignal(),
		settings: { timeout: TIMEOUT_MS },
	};
}
