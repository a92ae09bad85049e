import { ENDPOINTS } from '../../../api/endpoints';
import { additionalFieldsOption } from '../../fields/additionalFields';
import { videoSourceFields } from '../../fields/videoSource';
import { waitForAssetOptions } from '../../fields/waitOptions';
import type { Operation } from '../../operation';
import { promptFields, removeKeywordsOption } from './promptFields';
import { requestOptions } from './requestFields';

/** https://docs.twelvelabs.io/api-reference/analyze-videos/analyze */
export const analyze: Operation = {
	value: 'analyze',
	name: 'Analyze Video',
	action: 'Analyze a video with a prompt',
	description: 'Ask about a video of up to an hour, and get the answer as text or as JSON',
	endpoint: ENDPOINTS.analysis.analyze,
	fields: [...videoSourceFields, ...promptFields],
	options: [
		removeKeywordsOption,
		...requestOptions,
		...waitForAssetOptions,
		additionalFieldsOption,
	],
	onceOnly: {
		done: 'were analyzed and are paid for',
		again:
			'Before you run the node again, take these items out of the input, so that they are not paid twice.',
		unclear:
			'TwelveLabs may have analyzed these all the same, and charge for it. Their answers cannot be read any more.',
	},
	code: async () => await import('./analyze.run.js'),
};
