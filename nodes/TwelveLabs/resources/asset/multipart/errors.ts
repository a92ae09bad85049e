import { NodeApiError, type NodeOperationError } from 'n8n-workflow';

import { UnreadableFile, type UploadFile } from '../../../../api/client/file';
import { advise, detailsOf } from '../../../../api/errors/details';
import { factsOf } from '../../../../api/errors/facts';
import { NoMemory } from '../../../../api/storage/bufferPool';
import type { Item } from '../../../run/item';
import { waitEnded } from '../../../wait';
import type { Session } from './session';
import { UPLOAD, type UploadStatus } from './status';

const toGoOn = ({ uploadId }: Session): string =>
	`To go on, upload the same file with Resume Upload under Options set to ${uploadId}, within a day: what has arrived is not sent again.`;

/** What ended an upload, with how to go on, where that is possible. */
export function broken(item: Item, error: unknown, session: Session): unknown {
	if (error instanceof NodeApiError) {
		if (factsOf(error).isGone) return error;
		return advise(error, `${detailsOf(error).next} ${toGoOn(session)}`);
	}
	if (!(error instanceof UnreadableFile || error instanceof NoMemory)) return error;
	const { message, description } = error;
	return waitEnded(item, message, { about: {}, next: `${description} ${toGoOn(session)}` });
}

/**
 * The error of an upload whose chunks were all sent, but which TwelveLabs has not completed.
 * @param missed a sentence about the last poll, where that had no answer
 */
export function notCompleted(
	item: Item,
	{ name }: UploadFile,
	session: Session,
	{ status, missed }: { status?: UploadStatus; missed: string },
): NodeOperationError {
	const { totalChunks } = session;
	const ended = (message: string, next: string) => waitEnded(item, message, { about: {}, next });
	if (!status) {
		return ended(
			`TwelveLabs has not confirmed the upload of ${name}`,
			`${missed} ${toGoOn(session)}`,
		);
	}
	const { status: state = 'unknown', completed } = status;
	if (UPLOAD.failed.includes(state)) {
		return ended(
			`TwelveLabs has ended the upload of ${name} (${state})`,
			'Upload it again from its beginning, with Resume Upload left out.',
		);
	}
	return ended(
		completed.size < totalChunks
			? `TwelveLabs counts ${completed.size} of the ${totalChunks} chunks of ${name}, though all were sent`
			: `TwelveLabs has all ${totalChunks} chunks of ${name}, but has not completed the upload (${state})`,
		`Wait a few minutes. ${toGoOn(session)}`,
	);
}
