import type {
	IBinaryData,
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	IExecutePaginationFunctions,
	IGetNodeParameterOptions,
	INode,
} from 'n8n-workflow';

import type { RequestSettings } from '../../api/client/connection';
import type { Gatherer } from './gathering';

/** What n8n gives for one item, in the same form for both ways in which it runs an operation. */
export interface ItemContext {
	n8n: IExecuteFunctions | IExecutePaginationFunctions;
	/** The node, which n8n copies each time that it is asked for. */
	node: INode;
	/** Stands for one run of the node: the same object for all of its items, also when n8n tries it again, and no other run has it. */
	run: object;
	/** Of the input item. */
	index: number;
	/** Its place among the items that run with it; undefined where n8n runs it by itself. */
	gatherer?: Gatherer;
	/** A parameter with its expressions resolved for the item. */
	parameter(name: string, fallback?: unknown, options?: IGetNodeParameterOptions): unknown;
	/** The credential with its expressions resolved for the item. */
	credential(): Promise<ICredentialDataDecryptedObject>;
	/**
	 * Binary data of the input item.
	 * @param value the name of the property that holds it, or the binary object itself
	 * @throws NodeOperationError where there is none
	 */
	binary(value: unknown): IBinaryData;
	/** What the user set under Request Options. An expression may give anything for the timeout, in either way of running. */
	settings(): Omit<RequestSettings, 'timeout'> & { timeout?: unknown };
}
