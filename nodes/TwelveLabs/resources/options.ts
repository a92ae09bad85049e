import type { INodeProperties } from 'n8n-workflow';

import { additionalFieldsOption } from './additionalFields';
import { createOptions } from './indexedAsset/createFields';
import { getOptions } from './indexedAsset/get';
import { maxRateLimitWaitOption } from './maxRateLimitWait';

/**
 * The options of all operations. n8n evaluates the value of a field anew for each field of the same name, for every item, so
 * there is one, and its inner fields say where they are shown.
 */
export const optionsField: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	displayOptions: { show: { resource: ['indexedAsset'] } },
	options: [...createOptions, ...getOptions, maxRateLimitWaitOption, additionalFieldsOption],
};
