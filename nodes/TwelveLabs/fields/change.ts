import { type IDataObject, UserError } from 'n8n-workflow';

import type { Item } from '../run/item';
import { withAdditionalFields } from './additionalFields';
import { givenDescription } from './description';
import { givenName } from './name';

/**
 * The body of a request that changes what has a name and a description: what is left empty stays as it is.
 * @param nameField the parameter that holds the name
 * @param more fields of the body
 * @throws UserError where nothing would be changed, which an expression may have brought about
 */
export function changeOf(item: Item, nameField: string, more: IDataObject = {}): IDataObject {
	const name = givenName(item, nameField);
	const body = withAdditionalFields(
		{ ...(name !== '' && { name }), ...givenDescription(item), ...more },
		item.options.additionalFields,
	);
	if (Object.keys(body).length > 0) return body;
	throw new UserError('There is nothing to update', {
		description: 'Fill in what is to be changed. Nothing was sent for this item.',
	});
}
