import { type IDataObject, UserError } from 'n8n-workflow';

import { trimmed } from '../../../api/plainText';
import { inTurn } from '../../../shared/creating/inTurn';
import { sameForm } from '../../../shared/names';
import { asBoolean, asList, asText, valuesOf } from '../../../shared/parameters';
import { withAdditionalFields } from '../../fields/additionalFields';
import type { Run } from '../../operation';
import type { Item } from '../../run/item';
import { DEFAULT_MODEL } from './createFields';
import { createIndex } from './createIndex';
import { MODALITIES } from './modalities';
import { indexNameOf } from './name';

export const run: Run = async (item) => {
	const name = indexNameOf(item);
	const body = bodyOf(item, name);
	const key = [item.connection.account, 'index', sameForm(name)].join(' ');
	const { _id } = await inTurn(
		key,
		async (target) => await createIndex(item, name, { body, target }),
		{ cancel: item.cancel, onWait: item.connection.onSend },
	);
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
