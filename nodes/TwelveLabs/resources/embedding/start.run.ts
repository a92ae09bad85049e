import type { IDataObject } from 'n8n-workflow';

import { modelFields } from '../../../shared/embedding/embed';
import { embeddingModelOf } from '../../../shared/embedding/model';
import { asChoice, valuesOf } from '../../../shared/parameters';
import { uncounted } from '../../../shared/waitForEnd';
import { withAdditionalFields } from '../../fields/additionalFields';
import { waitsOf } from '../../fields/wait';
import type { Item } from '../../run/item';
import { taskCompleted } from '../../taskWait';
import { createTask } from './createTask';
import { itemsOfTask } from './items';
import { placeOf } from './place';
import { MEDIA_TYPES, PLACES } from './startFields';
import { EMBEDDINGS } from './tasks';
import { timedFields } from './timed';
import { readyToEmbed } from './wait';

export async function run(item: Item): Promise<IDataObject[]> {
	const waits = waitsOf(item);
	const model = embeddingModelOf(item.options);
	const kind = asChoice('Media Type', item.parameter('mediaType'), valuesOf(MEDIA_TYPES));
	const source = asChoice('Source', item.parameter('mediaSource'), valuesOf(PLACES));
	const place = placeOf(item, source);
	const body = withAdditionalFields(
		{
			...modelFields(model),
			input_type: kind,
			[kind]: { media_source: place, ...timedFields(kind, model, item.options) },
		},
		item.options.additionalFields,
	);
	const deadline = waits.begin();
	if (waits.forAsset) await readyToEmbed(item, place.asset_id, deadline);
	const sought = { kind, model: model.name, ...place };
	const { _id: task_id, status } = await uncounted(
		deadline,
		async () => await createTask(item, body, sought),
	);
	const about = { ...place, task_id };
	Object.assign(item.facts, about);
	if (!waits.forCompletion) {
		// Get cannot say the rest: a task names neither its asset nor its model.
		return [{ task_id, ...(status && { status }), ...place, model: model.name }];
	}
	const task = await taskCompleted(item, task_id, deadline, EMBEDDINGS);
	return itemsOfTask(item, task, { ...about, model: model.name });
}
