import type { IDataObject, NodeApiError, NodeOperationError } from 'n8n-workflow';

/**
 * The item that an error becomes with *Continue (using error output)*. It has the keys `error` and `details` alone: n8n then
 * keeps both, and merges the input item in; an item with an error object would be cut down to its message.
 */
export const errorJson = ({
	message,
	description,
	context,
}: NodeApiError | NodeOperationError): IDataObject => ({
	error: message,
	details: (context.details as IDataObject | undefined) ?? { next: description ?? '' },
});
