import type { INodeProperties } from 'n8n-workflow';

type DisplayOptions = NonNullable<INodeProperties['displayOptions']>;

/** Shown for these operations of Indexed Asset. */
export const showFor = (...operation: string[]): DisplayOptions => ({
	show: { resource: ['indexedAsset'], operation },
});

/** The same for a field inside a collection: n8n reads a name with a slash from the node's own fields. */
export const showInside = (...operation: string[]): DisplayOptions => ({
	show: { '/resource': ['indexedAsset'], '/operation': operation },
});
