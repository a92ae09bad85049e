import { ENDPOINTS } from '../../../api/endpoints';
import { videoSourceFields } from '../../fields/videoSource';
import type { Operation } from '../../operation';
import { promptFields, removeKeywordsOption } from './promptFields';
import { taskOptions, tasksOnceOnly } from './taskFields';

/** https://docs.twelvelabs.io/api-reference/analyze-videos/create-async-analysis-task */
export const start: Operation = {
	value: 'start',
	name: 'Start Analysis',
	action: 'Start analysis of a long video',
	description: 'Ask about a video of up to two hours, and read the answer later, or wait for it',
	endpoint: ENDPOINTS.analysisTasks.create,
	fields: [...videoSourceFields, ...promptFields],
	options: [removeKeywordsOption, ...taskOptions],
	onceOnly: tasksOnceOnly,
	code: async () => await import('./start.run.js'),
};
