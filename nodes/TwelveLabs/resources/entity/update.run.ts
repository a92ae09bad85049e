import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../../api/body';
import { ENTITY_METADATA } from '../../../shared/metadata/fields';
import { userMetadata } from '../../../shared/metadata/userMetadata';
import { asChoice, valuesOf } from '../../../shared/parameters';
import { changeEntity } from '../../entities';
import { changeOf } from '../../fields/change';
import { UPDATE_MODES } from '../../fields/updateMode';
import type { Run } from '../../operation';
import type { Item } from '../../run/item';
import { currentMetadata, keepMetadata } from './currentMetadata';
import { simplifiedEntity } from './simplified';

export const run: Run = async (item) => {
	const mode = asChoice('Mode', item.parameter('updateMode'), valuesOf(UPDATE_MODES));
	const isMerge = mode === 'merge';
	const given =
		mode === 'clear' ? {} : userMetadata(item, { allowNull: isMerge, label: ENTITY_METADATA });
	const isChanged = mode === 'clear' || Object.keys(given).length > 0;
	// Before anything is read, it is certain that there is something to change.
	const body = changeOf(item, 'entityName', isChanged ? { metadata: given } : {});
	const { metadata } = body;
	return await changeEntity(item, 'entityId', simplifiedEntity, {
		body,
		...(isMerge &&
			isRecord(metadata) && {
				onTop: async () => ({ ...body, metadata: await merged(item, metadata as IDataObject) }),
			}),
		onChanged: (entity) => keepMetadata(item, entity),
	});
};

/** TwelveLabs replaces all of the metadata: so what is there is sent along. Null removes a field. */
async function merged(item: Item, given: IDataObject): Promise<IDataObject> {
	const all = Object.entries({ ...(await currentMetadata(item)), ...given });
	return Object.fromEntries(all.filter(([, value]) => value !== null));
}
