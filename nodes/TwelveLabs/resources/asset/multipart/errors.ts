import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { UnreadableFile, type UploadFile } from '../../../../api/client/file';
import { advise, detailsOf } from '../../../../api/errors/details';
import type { Item } from '../../../run/item';
import type { Session } from './session';
import type { UploadStatus } from './status';

/** What ended an upload, with how to go on, where that is possible. */
export function broken({ connection }: Item, error: unknown, { uploadId }: Session): unknown {
	const next = `To go on, upload the same file with Resume Upload under Options set to ${uploadId}, within a day: what has arrived is not sent again.`;
	if (error instanceof NodeApiError) return advise(error, `${detailsOf(error).next} ${next}`);
	if (!(error instanceof UnreadableFile)) return error;
	const { message } = error;
	const description = `${error.description} ${next}`;
	const described = new NodeOperationError(connection.node, message, { description });
	described.context.details = { next: description };
	return described;
}

/** The error of an upload whose chunks have arrived, but do not make up the file. */
export const notAccepted = (
	{ connection }: Item,
	{ name }: UploadFile,
	{ status = 'unknown', completed, totalChunks = 0 }: UploadStatus,
): NodeOperationError =>
	new NodeOperationError(
		connection.node,
		status === 'active'
			? `TwelveLabs counts ${completed.size} of the ${totalChunks} chunks of ${name}, though all were sent`
			: `TwelveLabs has ended the upload of ${name} (${status})`,
		{ description: 'Upload it again from its beginning, with Resume Upload left out.' },
	);
