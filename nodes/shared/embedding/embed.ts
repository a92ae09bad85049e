import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../api/body';
import type { Connection } from '../../api/client/connection';
import type { ApiRequest } from '../../api/client/request';
import { send } from '../../api/client/send';
import { foreignAnswer } from '../../api/errors/apiError';
import type { EmbeddingVector } from '../types';
import { type EmbeddingModel, takesMultiInput } from './model';

/** What every request of a model begins with. */
export const modelFields = ({ name, dimension }: EmbeddingModel): IDataObject => ({
	model_name: name,
	...(dimension !== undefined && { embedding_dimension: dimension }),
});

/**
 * The body of the request that embeds a text, in the shape that the model takes.
 * https://docs.twelvelabs.io/api-reference/create-embeddings-v2/create-sync-embedding
 */
export const textBody = (text: string, model: EmbeddingModel): IDataObject => {
	const type = takesMultiInput(model) ? 'multi_input' : 'text';
	return { ...modelFields(model), input_type: type, [type]: { input_text: text } };
};

/**
 * Embeds at once.
 * @param request a call of `ENDPOINTS.embeddings`, with its body
 * @returns at least one vector
 * @throws NodeApiError as `send`, and for an answer without vectors
 */
export async function embed(
	connection: Connection,
	request: ApiRequest,
): Promise<EmbeddingVector[]> {
	const response = await send(connection, request);
	const vectors = vectorsIn(response.body);
	if (vectors.length > 0) return vectors;
	throw foreignAnswer(connection, request, response);
}

/** The vectors in the body of a response; none where anything else stands among them. */
export function vectorsIn(body: unknown): EmbeddingVector[] {
	const { data } = Object(body) as { data?: unknown };
	return Array.isArray(data) && data.every(isVector) ? data : [];
}

const isVector = (value: unknown): value is EmbeddingVector =>
	isRecord(value) &&
	Array.isArray(value.embedding) &&
	value.embedding.length > 0 &&
	value.embedding.every(Number.isFinite);
