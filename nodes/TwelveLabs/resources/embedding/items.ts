import type { IDataObject } from 'n8n-workflow';

import { vectorsIn } from '../../../shared/embedding/embed';
import { withoutGaps } from '../../../shared/output';
import type { EmbeddingTask, EmbeddingVector } from '../../../shared/types';
import type { Item } from '../../run/item';

/**
 * Vectors as output items, one each, in the order of the file. What they are of stands in the same fields whatever it was, so
 * that they fit the columns of a table. A model gets them without their numbers, which say nothing to it.
 * @param about what all of them have: the model, and what was embedded
 */
export const vectorItems = (
	{ isForModel }: Pick<Item, 'isForModel'>,
	vectors: readonly EmbeddingVector[],
	about: IDataObject & { model: string | null },
): IDataObject[] =>
	[...vectors].sort(byTime).map(({ embedding, ...vector }) => {
		const { embedding_option, embedding_scope, start_sec, end_sec, ...more } = vector;
		return {
			...(!isForModel && { embedding }),
			option: embedding_option ?? null,
			scope: embedding_scope ?? null,
			start: start_sec ?? null,
			end: end_sec ?? null,
			...withoutGaps(isForModel ? {} : more),
			...about,
			dimension: embedding.length,
		};
	});

/**
 * The vectors of a task that is ready, as output items, with a hint where there is none.
 * @param about see `vectorItems`
 */
export function itemsOfTask(
	item: Item,
	task: EmbeddingTask,
	about: Parameters<typeof vectorItems>[2],
): IDataObject[] {
	const vectors = vectorsIn(task);
	if (vectors.length === 0) item.hint(NO_VECTORS);
	return vectorItems(item, vectors, about);
}

const NO_VECTORS =
	'TwelveLabs made no vector, so there is no output item. What is silent has none of Audio and Transcription: choose other Embeddings, or turn on Always Output Data in the settings of the node, so that the workflow goes on.';

/** The order of an answer is not documented. A whole file comes after its first segment, and before the others. */
const byTime = (a: EmbeddingVector, b: EmbeddingVector): number =>
	(a.start_sec ?? 0) - (b.start_sec ?? 0) || (a.end_sec ?? 0) - (b.end_sec ?? 0);
