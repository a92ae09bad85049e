import type { Resource } from '../../operation';
import { get } from './get';
import { segment } from './segment';
import { start } from './start';

/** Questions about videos, and the tasks that answer them. */
export const analysis: Resource = {
	value: 'analysis',
	name: 'Analysis',
	operations: [start, segment, get],
};
