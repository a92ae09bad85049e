import type { IDataObject } from 'n8n-workflow';

import { asChoice, asLimit, valuesOf } from '../../../shared/parameters';
import { isSet } from '../../fields/filters';
import type { Run } from '../../operation';
import type { Item } from '../../run/item';
import { requestFieldsOf } from './requestFields';
import { runTask } from './runTask';
import { segmentDefinitionsOf } from './segmentDefinitions';
import { checkSegmentation } from './segmentRules';
import { SEGMENTATION } from '../../../shared/analysisTaskItems';
import { TIME_FORMATS } from './timeFormats';

export const run: Run = async (item) => await runTask(item, segmentationOf(item));

/**
 * What is asked of the video, in the API's terms.
 * @throws UserError naming the field
 */
function segmentationOf(item: Item): IDataObject {
	const definitions = segmentDefinitionsOf(item);
	const { minSegmentDuration, maxSegmentDuration, segmentTimeFormat: format } = item.options;
	const min = asLimit('Min Segment Duration (Seconds)', minSegmentDuration);
	const max = asLimit('Max Segment Duration (Seconds)', maxSegmentDuration);
	const fields = {
		analysis_mode: SEGMENTATION,
		response_format: {
			type: 'segment_definitions',
			segment_definitions: definitions,
			...(isSet(format) && {
				segment_time_format: asChoice('Segment Time Format', format, valuesOf(TIME_FORMATS)),
			}),
		},
		...(min !== undefined && { min_segment_duration: min }),
		...(max !== undefined && { max_segment_duration: max }),
	};
	checkSegmentation(definitions, { ...fields, ...requestFieldsOf(item.options) });
	return fields;
}
