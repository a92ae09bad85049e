import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { asLimit, invalid } from '../../shared/parameters';

/** Inside Options of what takes a part of a file. */
export const windowOptions: readonly INodeProperties[] = [
	{
		displayName: 'Start Time (Seconds)',
		name: 'startTime',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description: "Where the part begins, on the file's own clock. 0 is the begin of the file.",
	},
	{
		displayName: 'End Time (Seconds)',
		name: 'endTime',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description: 'Where the part ends. 0 is the end of the file. A shorter part costs less.',
	},
];

/**
 * The part that the options above name.
 * @param leastSeconds how long it has to be
 * @returns seconds; undefined for the begin and the end of the file
 * @throws UserError naming the field
 */
export function windowOf(
	{ startTime, endTime }: IDataObject,
	leastSeconds = 0,
): { start?: number; end?: number } {
	const start = asLimit('Start Time (Seconds)', startTime);
	const end = asLimit('End Time (Seconds)', endTime);
	if (start !== undefined && start < 0) {
		throw invalid('Start Time (Seconds)', startTime, 'is less than 0');
	}
	const seconds = (end ?? Infinity) - (start ?? 0);
	if (seconds > 0 && seconds >= leastSeconds) return { start, end };
	const least = leastSeconds > 0 ? `at least ${leastSeconds} second ` : '';
	throw invalid('End Time (Seconds)', endTime, `is not ${least}after Start Time (Seconds)`);
}
