import type { INodeProperties } from 'n8n-workflow';

import { ENDPOINTS } from '../../../api/endpoints';
import { analysisTaskLocator } from '../../../shared/locators/analysisTaskLocator';
import { outputFields } from '../../fields/outputFields';
import { waitOptions } from '../../fields/waitOptions';
import type { Operation } from '../../operation';

const splitSegmentsOption: INodeProperties = {
	displayName: 'Split Segments',
	name: 'splitSegments',
	type: 'boolean',
	default: true,
	displayOptions: { hide: { '/output': ['raw'] } },
	description:
		'Whether each segment of a ready segmentation becomes an item of its own, without the status of the task',
};

/** https://docs.twelvelabs.io/api-reference/analyze-videos/retrieve-analysis-task */
export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get analysis task by its ID',
	description: 'Retrieve one analysis task with its status, and its answer where it is ready',
	endpoint: ENDPOINTS.analysisTasks.retrieve,
	fields: [analysisTaskLocator, ...outputFields],
	options: [splitSegmentsOption, ...waitOptions],
	code: async () => await import('./get.run.js'),
};
