import type { Resource } from '../../operation';
import { analyze } from './analyze';
import { cancel } from './cancel';
import { deleteTask } from './delete';
import { get } from './get';
import { getAll } from './getAll';
import { segment } from './segment';
import { start } from './start';

/** Questions about videos, and the tasks that answer them. */
export const analysis: Resource = {
	value: 'analysis',
	name: 'Analysis',
	operations: [analyze, start, segment, get, getAll, cancel, deleteTask],
};
