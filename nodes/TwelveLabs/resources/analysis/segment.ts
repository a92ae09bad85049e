import { ENDPOINTS } from '../../../api/endpoints';
import { videoSourceFields } from '../../fields/videoSource';
import type { Operation } from '../../operation';
import { taskOptions, tasksOnceOnly } from './taskFields';
import { segmentFields, segmentOptions } from './segmentFields';

/** https://docs.twelvelabs.io/api-reference/analyze-videos/create-async-analysis-task */
export const segment: Operation = {
	value: 'segment',
	name: 'Segment Video',
	action: 'Segment a video',
	description:
		'Find the parts of a video that fit your descriptions, with their times and fields of your own',
	endpoint: ENDPOINTS.analysisTasks.create,
	fields: [...videoSourceFields, ...segmentFields],
	options: [...segmentOptions, ...taskOptions],
	onceOnly: tasksOnceOnly,
	code: async () => await import('./segment.run.js'),
};
