import { ENDPOINTS } from '../../../api/endpoints';
import { additionalFieldsOption } from '../../fields/additionalFields';
import { waitOptionsWithAsset } from '../../fields/waitOptions';
import type { Operation } from '../../operation';
import { modelOptions, timedOptions } from './options';
import { startFields } from './startFields';

/** https://docs.twelvelabs.io/api-reference/create-embeddings-v2/create-async-embedding-task */
export const start: Operation = {
	value: 'start',
	name: 'Start',
	action: 'Start embedding of long media',
	description:
		'Turn audio or video of up to four hours into vectors, and read them later, or wait for them',
	endpoint: ENDPOINTS.embeddingTasks.create,
	fields: startFields,
	options: [...modelOptions, ...timedOptions, ...waitOptionsWithAsset, additionalFieldsOption],
	onceOnly: {
		done: 'were started and are paid for',
		id: 'task_id',
		again:
			'Read their vectors with Get, by their task IDs. Before you run the node again, take these items out of the input, so that they are not paid twice.',
		unclear:
			'TwelveLabs may have started these all the same, and charge for them: before you start them again, look for their tasks with Embedding > Get Many.',
	},
	code: async () => await import('./start.run.js'),
};
