import { type INodeProperties, UserError } from 'n8n-workflow';

import { checkedId } from '../../../api/path';
import { entityMetadataFields } from '../../../shared/metadata/fields';
import { asTextList } from '../../../shared/parameters';
import { hiddenForClear } from '../../fields/updateMode';
import type { Item } from '../../run/item';

export const entityName: INodeProperties = {
	displayName: 'Name',
	name: 'entityName',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. Operator B',
	description: 'Name of the person',
};

/** In an update. */
export const newEntityName: INodeProperties = {
	...entityName,
	required: false,
	description: 'New name of the person. Empty leaves it as it is.',
};

export const assetIds: INodeProperties = {
	displayName: 'Asset IDs',
	name: 'assetIds',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 69a1c7d4f2b84d3c9e7a1b31, 69a1c7d4f2b84d3c9e7a1b32',
	description:
		'IDs of uploaded images that show the face of the person, with commas between them. They have to be ready. An expression may give a list.',
};

/** Of Create and of Update, which may clear it. */
export const metadata: readonly INodeProperties[] = entityMetadataFields.map((field) =>
	hiddenForClear(field, 'updateMode'),
);

/** The images, each once. @throws UserError where there are none, or one is no ID */
export function assetIdsOf(item: Item): string[] {
	const given = asTextList('Asset IDs', item.parameter('assetIds') ?? []);
	const ids = new Set(given.map((id) => checkedId('assetId', id)));
	if (ids.size > 0) return [...ids];
	throw new UserError('Asset IDs names no image', {
		description: 'Give the ID of at least one uploaded image. Nothing was sent for this item.',
	});
}
