import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { metadataCollection } from '../../shared/metadata/fields';
import { asList, asText, valuesOf } from '../../shared/parameters';
import { asTimestamp } from '../../shared/timestamp';

/** Filters that several lists have. */

/** Whether a filter was filled in: one that was added and left empty filters nothing. */
export const isSet = (value: unknown): boolean =>
	value !== undefined && value !== null && value !== '';

/** What is chosen in a filter of several choices. @throws UserError naming the filter */
export const chosenIn = (
	label: string,
	value: unknown,
	choices: Array<{ value: string }>,
): string[] => (isSet(value) ? asList(label, value, valuesOf(choices)) : []);

export const filenameFilter: INodeProperties = {
	displayName: 'Filename',
	name: 'filename',
	type: 'string',
	default: '',
	placeholder: 'e.g. keynote.mp4',
	description: 'Only files with this text in their name',
};

export const nameFilter: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	description: 'Only what has this name',
};

/** @param options in the order of the panel */
export const statusFilter = (options: Array<{ name: string; value: string }>): INodeProperties => ({
	displayName: 'Status',
	name: 'status',
	type: 'multiOptions',
	options,
	default: [],
	description: 'Only what has one of these statuses. None is no limit.',
});

export const metadataFilter: INodeProperties = {
	displayName: 'User Metadata',
	name: 'userMetadata',
	...metadataCollection,
	description: 'Only what has metadata fields with exactly these values',
};

/** @throws UserError naming the filter */
export const filenameQuery = ({ filename }: IDataObject): IDataObject =>
	isSet(filename) ? { filename: asText('Filename', filename) } : {};

/** @throws UserError naming the filter */
export const nameQuery = ({ name }: IDataObject): IDataObject =>
	isSet(name) ? { name: asText('Name', name) } : {};

/** Times that a list can be narrowed to, by the API's name. */
export const DATES = [
	{ wireName: 'created_at', name: 'createdAt', label: 'Created After' },
	{ wireName: 'updated_at', name: 'updatedAt', label: 'Updated After' },
] as const;

/** @param descriptions of each time, for what is listed */
export const dateFilters = (
	descriptions: Record<(typeof DATES)[number]['wireName'], string>,
): INodeProperties[] =>
	DATES.map(({ wireName, name, label }) => ({
		displayName: label,
		name,
		type: 'dateTime',
		default: '',
		description: descriptions[wireName],
	}));

/**
 * @param zone of the workflow, for times that name none
 * @throws UserError naming the filter
 */
export const dateQuery = (filters: IDataObject, zone: string): IDataObject =>
	Object.fromEntries(
		DATES.filter(({ name }) => isSet(filters[name])).map(({ wireName, name, label }) => [
			wireName,
			asTimestamp(label, filters[name], zone),
		]),
	);
