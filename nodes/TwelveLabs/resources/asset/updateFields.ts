import type { INodeProperties } from 'n8n-workflow';

export const MODES = [
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
	{ name: 'Clear', value: 'clear', description: 'Remove all user metadata of the asset' },
];

export const updateMode: INodeProperties = {
	displayName: 'Mode',
	name: 'updateMode',
	type: 'options',
	options: MODES,
	default: 'merge',
	description: 'What becomes of the user metadata that the asset has',
};

/** What there is nothing to give for. */
export const hiddenForClear = (field: INodeProperties, mode: string): INodeProperties => ({
	...field,
	displayOptions: { ...field.displayOptions, hide: { [mode]: ['clear'] } },
});
