import { type IDataObject, NodeOperationError, UserError } from 'n8n-workflow';

import { ENDPOINTS } from '../../../api/endpoints';
import { trimmed } from '../../../api/plainText';
import { asBoolean, asList, asText, valuesOf } from '../../../shared/parameters';
import type { Index } from '../../../shared/types';
import { createNamed } from '../../createNamed';
import { withAdditionalFields } from '../../fields/additionalFields';
import type { Run } from '../../operation';
import type { Item } from '../../run/item';
import { DEFAULT_MODEL } from './createFields';
import { FILTER_NAME, hasName, nameExists, otherName } from './lookUp';
import { MODALITIES } from './modalities';
import { indexNameOf } from './name';
import { explainRefusal } from './refusal';

export const run: Run = async (item) => {
	const name = indexNameOf(item);
	const body = bodyOf(item, name);
	const { _id } = await createNamed<Index>(item, {
		body,
		name,
		one: 'index',
		list: { endpoint: ENDPOINTS.indexes.list },
		filterName: FILTER_NAME,
		isAlike: hasName(name),
		nameExists: (bearer) =>
			new NodeOperationError(item.connection.node, nameExists(name), {
				description: otherName(bearer._id),
			}),
		lookUp: 'Index > Get Many',
		explain: async (error) => await explainRefusal(item, { name, body }, error),
	});
	item.facts._id = _id;
	return [{ _id, index_name: name }];
};

function bodyOf(item: Item, name: string): IDataObject {
	const { indexModel = DEFAULT_MODEL, thumbnail = false, additionalFields } = item.options;
	const model = {
		model_name: trimmed(asText('Model', indexModel)) || DEFAULT_MODEL,
		model_options: modalitiesOf(item),
	};
	const hasThumbnails = asBoolean('Thumbnails', thumbnail);
	return withAdditionalFields(
		{ index_name: name, models: [model], ...(hasThumbnails && { addons: ['thumbnail'] }) },
		additionalFields,
	);
}

function modalitiesOf(item: Item): string[] {
	const chosen = asList('Modalities', item.parameter('modelOptions'), valuesOf(MODALITIES));
	if (chosen.length > 0) return chosen;
	throw new UserError('Modalities names nothing to analyze', {
		description: 'Choose Visual, Audio or both. Nothing was sent for this item.',
	});
}
