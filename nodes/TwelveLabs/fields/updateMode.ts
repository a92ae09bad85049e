import type { INodeProperties } from 'n8n-workflow';

/** What an update does with the metadata that is there. */
export const UPDATE_MODES = [
	{
		name: 'Merge',
		value: 'merge',
		description: 'Change the fields that you name, and keep all others',
	},
	{
		name: 'Replace',
		value: 'replace',
		description: 'Keep nothing but the fields that you name',
	},
	{ name: 'Clear', value: 'clear', description: 'Remove all metadata' },
];

export const updateMode: INodeProperties = {
	displayName: 'Mode',
	name: 'updateMode',
	type: 'options',
	options: UPDATE_MODES,
	default: 'merge',
	description: 'What becomes of the metadata that is there',
};

/** What there is nothing to give for. */
export const hiddenForClear = (field: INodeProperties, mode: string): INodeProperties => ({
	...field,
	displayOptions: { ...field.displayOptions, hide: { [mode]: ['clear'] } },
});
