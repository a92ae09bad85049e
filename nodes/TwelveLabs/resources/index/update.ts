import { ENDPOINTS } from '../../../api/endpoints';
import { indexLocator } from '../../../shared/locators/indexLocator';
import { updateEntity } from '../../entities';
import { additionalFieldsOption, withAdditionalFields } from '../../fields/additionalFields';
import type { Operation } from '../../operation';
import { indexName, indexNameOf } from './name';

/** https://docs.twelvelabs.io/api-reference/indexes/update */
export const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update index by its ID',
	description: 'Change the name of an index. Its models and modalities are fixed.',
	endpoint: ENDPOINTS.indexes.update,
	fields: [indexLocator, indexName],
	options: [additionalFieldsOption],
	run: async (item) => {
		const body = { index_name: indexNameOf(item) };
		return await updateEntity(item, 'indexId', {
			body: withAdditionalFields(body, item.options.additionalFields),
		});
	},
};
