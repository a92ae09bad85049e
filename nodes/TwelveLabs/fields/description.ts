import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { asText } from '../../shared/parameters';
import type { Item } from '../run/item';

/** For what has a name and a description. */
export const descriptionField: INodeProperties = {
	displayName: 'Description',
	name: 'description',
	type: 'string',
	default: '',
	description: 'Says more than the name. Empty leaves it out, or, in an update, as it is.',
};

/** The field of a request's body, where the user gave one. @throws UserError naming the field */
export function givenDescription(item: Item): IDataObject {
	const description = asText('Description', item.parameter('description') ?? '');
	return description === '' ? {} : { description };
}
