import {
	NodeApiError,
	NodeConnectionTypes,
	NodeOperationError,
	type IDataObject,
} from 'n8n-workflow';

import { copyOf } from '../../api/errors/copy';
import { shortText } from '../../api/plainText';
import type { ItemContext } from './itemContext';

type ItemError = NodeApiError | NodeOperationError;

/**
 * The error of an item, whatever was thrown: with the number of the item, and what is certain of it by then.
 * @param facts such as the ID of what was created
 */
export function itemError(context: ItemContext, thrown: unknown, facts: IDataObject): ItemError {
	const error =
		thrown instanceof NodeApiError || thrown instanceof NodeOperationError
			? copyOf(thrown)
			: valueError(context, thrown instanceof Error ? thrown : new Error(shortText(thrown)));
	error.context.itemIndex = context.index;
	const entries = Object.entries(facts);
	if (entries.length > 0) {
		error.context.details = { ...facts, ...(error.context.details as IDataObject) };
		const list = entries.map(([name, value]) => `${name} ${shortText(value)}`).join(', ');
		error.description = [error.description, `So far: ${list}.`].filter(Boolean).join(' ');
	}
	return error;
}

/** Of a value that is refused, n8n shows the message alone, so that names the item, too. */
function valueError({ node, index: itemIndex }: ItemContext, cause: Error): NodeOperationError {
	const message = `${cause.message} [item ${itemIndex}]`;
	const error = new NodeOperationError(node, cause, { itemIndex, message });
	error.context.details = { next: error.description ?? '' };
	return error;
}

/** n8n takes an error for a cancellation by this word. */
export const canceled = ({ node }: ItemContext): NodeOperationError =>
	new NodeOperationError(node, 'The execution was canceled');

/** Whether an AI Agent has called the node; older versions of it put message and description together themselves. */
export const isTool = ({ node }: ItemContext): boolean =>
	node.rewireOutputLogTo === NodeConnectionTypes.AiTool;

/** n8n hands the model nothing but the message, so that has to say what to do next. */
export function forModel(error: ItemError): ItemError {
	error.message = [error.message, error.description].filter(Boolean).join('. ');
	return error;
}
