import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { listOrId } from './listOrId';
import { searchCode } from './searchCode';

export const analysisTaskLocator = listOrId({
	displayName: 'Analysis Task',
	name: 'taskId',
	one: 'an analysis task',
	searchListMethod: 'searchAnalysisTasks',
	example: '69a1d1b8f2b84d3c9e7a1b53',
	description: 'The analysis that was started. Start Analysis gives its ID as task_id.',
});

/** Analyses of the account, for the Analysis Task field, newest first. */
export async function searchAnalysisTasks(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: unknown,
): Promise<INodeListSearchResult> {
	const { ANALYSIS_TASKS, searchList } = await searchCode();
	return await searchList(this, ANALYSIS_TASKS, { filter, paginationToken });
}
