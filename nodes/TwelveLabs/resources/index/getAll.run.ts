import type { IDataObject } from 'n8n-workflow';

import { asChoice, asCollection, asText, valuesOf } from '../../../shared/parameters';
import { listEntities } from '../../entities';
import { chosenIn, dateQuery, isSet } from '../../fields/filters';
import { sortQuery } from '../../fields/sort';
import type { Run } from '../../operation';
import type { Item } from '../../run/item';
import { MODALITIES } from './modalities';
import { simplifiedIndex } from './simplified';
import { FAMILIES } from './getAllFields';

export const run: Run = async (item) =>
	await listEntities(item, simplifiedIndex, { ...filterQuery(item), ...sortQuery(item) });

function filterQuery(item: Item): IDataObject {
	const filters = asCollection('Filters', item.parameter('filters'));
	const { indexName, modelOptions, modelFamily } = filters;
	const modalities = chosenIn('Modalities', modelOptions, MODALITIES);
	return {
		...(isSet(indexName) && { index_name: asText('Name', indexName) }),
		...(modalities.length > 0 && { model_options: modalities.join(',') }),
		...(isSet(modelFamily) && {
			model_family: asChoice('Model Family', modelFamily, valuesOf(FAMILIES)),
		}),
		...dateQuery(filters, item.timezone),
	};
}
