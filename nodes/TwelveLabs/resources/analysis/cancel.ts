import { ENDPOINTS } from '../../../api/endpoints';
import { analysisTaskLocator } from '../../../shared/locators/analysisTaskLocator';
import type { Operation } from '../../operation';

/** `analyzeAsync.tasks.cancel` of the official SDK's source, 1.3.5. */
export const cancel: Operation = {
	value: 'cancel',
	name: 'Cancel',
	action: 'Cancel analysis task by its ID',
	description:
		'Stop an analysis that is queued or being processed. One that has ended keeps its status.',
	endpoint: ENDPOINTS.analysisTasks.cancel,
	fields: [analysisTaskLocator],
	code: async () => await import('./cancel.run.js'),
};
