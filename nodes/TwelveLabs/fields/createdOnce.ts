import type { OnceOnly } from '../run/acceptedItems';

/**
 * What creating something under a name says about several items.
 * @param resource as the panel calls it, such as `Index`
 */
export const createdOnce = (resource: string): OnceOnly => ({
	done: 'were created',
	id: '_id',
	again: 'Before you run the node again, take these items out of the input.',
	unclear: `TwelveLabs may have created these all the same: before you run the node again, look for them with ${resource} > Get Many, filtered by the name.`,
});
