import { type IDataObject, UserError } from 'n8n-workflow';

import { userMetadata } from '../../shared/metadata/userMetadata';
import type { Item } from '../run/item';
import { withAdditionalFields } from './additionalFields';

/**
 * The body of a request that changes user metadata.
 * @param allowNull see `userMetadata`
 * @param check of the metadata, for what the call does not take
 * @throws UserError where nothing would be changed, which an expression may have brought about
 */
export function metadataChange(
	item: Item,
	{ allowNull, check }: { allowNull: boolean; check?(metadata: IDataObject): void },
): IDataObject {
	const metadata = userMetadata(item, { allowNull });
	check?.(metadata);
	const body = withAdditionalFields(
		Object.keys(metadata).length > 0 ? { user_metadata: metadata } : {},
		item.options.additionalFields,
	);
	if (Object.keys(body).length > 0) return body;
	throw new UserError('User Metadata names no field to update', {
		description: 'Add at least one field. Nothing was sent for this item.',
	});
}
