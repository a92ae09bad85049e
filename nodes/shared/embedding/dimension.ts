import type { INodeProperties } from 'n8n-workflow';

/** Inside Options of everything that embeds. */
export const dimensionOption: INodeProperties = {
	displayName: 'Dimension',
	name: 'dimension',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 512,
	description:
		'How many numbers a vector has: 512, with marengo3.5 also others. All vectors of a store need the same.',
};
