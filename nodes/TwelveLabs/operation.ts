import type { INodeProperties } from 'n8n-workflow';

import type { Endpoint } from '../api/endpoints';
import type { OnceOnly } from './run/acceptedItems';
import type { Item } from './run/item';
import type { Output } from './run/outputItem';

/**
 * One operation of the node. It says everything about itself; `properties.ts` makes the panel of all of them, and `run/` the
 * two ways in which n8n runs it. A field that several operations have is one object, which each of them lists. What it does
 * is a file beside it, `<operation>.run.ts`.
 */
export interface Operation {
	/** Stored in workflows. */
	value: string;
	name: string;
	/** What an AI model and the node panel choose by: unique over all resources. */
	action: string;
	description: string;
	/** Its main call. The IDs of the path are read from the fields of the same names, such as `indexId`. */
	endpoint: Endpoint;
	/** Its fields, in the order of the panel. */
	fields: readonly INodeProperties[];
	/** Inside Filters. */
	filters?: readonly INodeProperties[];
	/** Inside Sort. */
	sort?: readonly INodeProperties[];
	/** Inside Options, before those that every operation has. */
	options?: readonly INodeProperties[];
	/** Where it calls `Item.onEffect`: what an error that stops the node says of the other items. */
	onceOnly?: OnceOnly;
	/** Imports what it does. n8n loads all nodes when it starts, and few workflows use them all: so a run loads this first. */
	code(): Promise<{ run: Run }>;
}

/** An operation with what it does, as it runs. */
export interface LoadedOperation extends Pick<Operation, 'endpoint' | 'onceOnly'> {
	run: Run;
}

/** Does an operation for one input item. @returns each output item: its JSON, or that with a file */
export type Run = (item: Item) => Promise<Output[]>;

/** A kind of thing that the API knows, with what can be done to it. */
export interface Resource {
	/** Stored in workflows. */
	value: string;
	name: string;
	/** In the order of the panel; the first one is the default. */
	operations: readonly Operation[];
}
