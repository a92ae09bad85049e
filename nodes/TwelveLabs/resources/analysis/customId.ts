import { randomUUID } from 'crypto';
import { type IDataObject, UserError } from 'n8n-workflow';

import { quoted, trimmed } from '../../../api/plainText';
import { OWN_CUSTOM_ID } from '../../../shared/customIds';
import { asText } from '../../../shared/parameters';
import { isSet } from '../../fields/filters';
import type { Item } from '../../run/item';

/** Documented. */
const CUSTOM_ID = /^[A-Za-z0-9_-]{1,64}$/;

/** By what a task is found again. */
export interface CustomId {
	value: string;
	/** Made for this one request, so that no other one's task can have it. */
	isUnique: boolean;
}

/**
 * The custom ID of a task, the same in each try of the item.
 * @param asked what the task is asked for
 * @throws UserError naming the field
 */
export function customIdOf({ options, tries }: Item, asked: IDataObject): CustomId {
	const { customId: given } = options;
	const value = isSet(given) ? trimmed(asText('Custom ID', given)) : '';
	if (value === '') {
		const own = tries.keep(['custom ID', asked], () => `${OWN_CUSTOM_ID}${randomUUID()}`);
		return { value: own, isUnique: true };
	}
	if (CUSTOM_ID.test(value)) return { value, isUnique: false };
	throw new UserError(`Custom ID: ${quoted(value)} is not 1 to 64 letters, digits, _ and -`, {
		description:
			'Replace spaces and other characters, for example by hyphens. Nothing was sent for this item.',
	});
}
