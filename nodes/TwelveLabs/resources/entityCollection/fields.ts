import type { INodeProperties } from 'n8n-workflow';

export const entityCollectionName: INodeProperties = {
	displayName: 'Name',
	name: 'entityCollectionName',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. Signallers',
	description: 'Name of the collection',
};

/** In an update. */
export const newEntityCollectionName: INodeProperties = {
	...entityCollectionName,
	required: false,
	description: 'New name of the collection. Empty leaves it as it is.',
};
