import { ENDPOINTS } from '../../../api/endpoints';
import { videoSourceFields } from '../../fields/videoSource';
import type { Operation } from '../../operation';
import { removeKeywordsOption } from './jsonSchema';
import { promptFields, promptOf } from './promptFields';
import { runTask, taskOptions, tasksOnceOnly } from './runTask';

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
	run: async (item) => await runTask(item, promptOf(item)),
};
