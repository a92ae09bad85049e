import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { listOrId } from './listOrId';
import { searchCode } from './searchCode';

export const embeddingTaskLocator = listOrId({
	displayName: 'Embedding Task',
	name: 'taskId',
	one: 'an embedding task',
	searchListMethod: 'searchEmbeddingTasks',
	example: '69a1d1b8f2b84d3c9e7a1b53',
	description:
		'The embedding that was started. Start gives its ID as task_id. TwelveLabs keeps its vectors for seven days.',
});

/** Embeddings of the last seven days, for the Embedding Task field, newest first. */
export async function searchEmbeddingTasks(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: unknown,
): Promise<INodeListSearchResult> {
	const { EMBEDDING_TASKS, searchList } = await searchCode();
	return await searchList(this, EMBEDDING_TASKS, { filter, paginationToken });
}
