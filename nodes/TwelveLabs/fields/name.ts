import { UserError } from 'n8n-workflow';

import { trimmed } from '../../api/plainText';
import { asText } from '../../shared/parameters';
import type { Item } from '../run/item';

/** The text of a field for a name, '' where there is none. */
export const givenName = (item: Item, parameter: string): string =>
	trimmed(asText('Name', item.parameter(parameter) ?? ''));

/**
 * What the user calls something.
 * @param what it is, with its article, such as `the index`
 * @throws UserError where that is nothing
 */
export function requiredName(item: Item, parameter: string, what: string): string {
	const name = givenName(item, parameter);
	if (name !== '') return name;
	throw new UserError('Name is empty', {
		description: `Give ${what} a name. Nothing was sent for this item.`,
	});
}
