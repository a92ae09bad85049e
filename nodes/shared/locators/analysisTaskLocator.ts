import type { ILoadOptionsFunctions, INodeListSearchResult, INodeProperties } from 'n8n-workflow';

import { searchCode } from './searchCode';

export const analysisTaskLocator: INodeProperties = {
	displayName: 'Analysis Task',
	name: 'taskId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The analysis that was started. Start Analysis gives its ID as task_id.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select an analysis task...',
			typeOptions: { searchListMethod: 'searchAnalysisTasks', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 69a1d1b8f2b84d3c9e7a1b53',
		},
	],
};

/** Analyses of the account, for the Analysis Task field, newest first. */
export async function searchAnalysisTasks(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: unknown,
): Promise<INodeListSearchResult> {
	const { ANALYSIS_TASKS, searchList } = await searchCode();
	return await searchList(this, ANALYSIS_TASKS, { filter, paginationToken });
}
