import { updateEntity } from '../../entities';
import { withAdditionalFields } from '../../fields/additionalFields';
import type { Run } from '../../operation';
import { indexNameOf } from './name';

export const run: Run = async (item) => {
	const body = { index_name: indexNameOf(item) };
	return await updateEntity(item, 'indexId', {
		body: withAdditionalFields(body, item.options.additionalFields),
	});
};
