import type { IDataObject } from 'n8n-workflow';

import { ENTITY_METADATA } from '../../../shared/metadata/fields';
import { userMetadata } from '../../../shared/metadata/userMetadata';
import { outputShape } from '../../../shared/output';
import { withAdditionalFields } from '../../fields/additionalFields';
import { givenDescription } from '../../fields/description';
import { requiredName } from '../../fields/name';
import { waitsOf } from '../../fields/wait';
import type { Run } from '../../operation';
import { createEntity } from './createEntity';
import { assetIdsOf } from './fields';
import { simplifiedEntity } from './simplified';
import { entityReady } from './wait';

export const run: Run = async (item) => {
	const waits = waitsOf(item);
	const shape = outputShape(item, simplifiedEntity);
	const collectionId = item.id('entityCollectionId');
	const metadata = userMetadata(item, { allowNull: false, label: ENTITY_METADATA });
	const asked = {
		name: requiredName(item, 'entityName', 'the entity'),
		...givenDescription(item),
		asset_ids: assetIdsOf(item),
		...(Object.keys(metadata).length > 0 && { metadata }),
	};
	const created = await createEntity(item, {
		collectionId,
		asked,
		body: withAdditionalFields(asked, item.options.additionalFields),
	});
	Object.assign(item.facts, { _id: created._id, entity_collection_id: collectionId });
	const ready = waits.forCompletion
		? await entityReady(
				item,
				{ collectionId, id: created._id, done: 'Do not create it again' },
				waits.begin(),
			)
		: undefined;
	// What was asked for stands in for what an answer lacks: that to a request for several entities has little more than IDs.
	const entity = { entity_collection_id: collectionId, ...asked, ...created, ...ready };
	return [shape(entity as IDataObject)];
};
