import type { INodeProperties } from 'n8n-workflow';

import { additionalFieldsOption } from '../../fields/additionalFields';
import { waitOptionsWithAsset } from '../../fields/waitOptions';
import type { OnceOnly } from '../../run/acceptedItems';
import { requestOptions } from './requestFields';

const customIdOption: INodeProperties = {
	displayName: 'Custom ID',
	name: 'customId',
	type: 'string',
	default: '',
	placeholder: 'e.g. lift-07',
	description:
		'A name of your own for the task, at most 64 letters, digits, underscores and hyphens. Without one, the node sets one, by which it finds the task again if the response is lost.',
};

/** Inside Options of every operation that starts a task. */
export const taskOptions: readonly INodeProperties[] = [
	...requestOptions,
	customIdOption,
	...waitOptionsWithAsset,
	additionalFieldsOption,
];

/** Of every operation that starts a task. */
export const tasksOnceOnly: OnceOnly = {
	done: 'were started and are paid for',
	id: 'task_id',
	again:
		'Read their results with Get, by their task IDs. Before you run the node again, take these items out of the input, so that they are not paid twice.',
	unclear:
		'TwelveLabs may have started these all the same, and charge for them: before you start them again, look for tasks with these custom IDs with Analysis > Get Many.',
};
