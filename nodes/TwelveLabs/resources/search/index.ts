import type { Resource } from '../../operation';
import { image } from './image';
import { text } from './text';

/** A question to the videos of an index, whose answer is clips. */
export const search: Resource = {
	value: 'search',
	name: 'Search',
	operations: [text, image],
};
