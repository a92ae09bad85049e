import type { IDataObject } from 'n8n-workflow';

import type { UploadFile } from '../../../../api/client/file';
import { report } from '../../../../api/client/progress';
import { factsOf, isOfRequest } from '../../../../api/errors/facts';
import { megabytes } from '../../../../api/megabytes';
import { shortText } from '../../../../api/plainText';
import { type Deadline, waitForEnd } from '../../../../shared/waitForEnd';
import type { Item } from '../../../run/item';
import { reporting } from '../../../wait';
import { ChunkReports } from './chunkReports';
import { ChunkUrls } from './chunkUrls';
import { broken, notCompleted } from './errors';
import { UploadProgress } from './progress';
import { assetOf, resume } from './resume';
import { sendChunks } from './sendChunks';
import { allChunks, bytesOf, openSession, type Session } from './session';
import { readStatus, UPLOAD } from './status';

/** Chunks that have arrived, but which TwelveLabs does not count, are sent anew: so often. */
const MAX_PASSES = 3;

/** So long TwelveLabs may take to count what was reported, before it is sent anew. */
const COUNTED_WITHIN_MS = 60_000;

/** What an upload has become. */
export interface UploadedInChunks {
	uploadId: string;
	assetId: string;
}

/**
 * Uploads a file in chunks, and goes on with an upload that was broken off. From the first moment on, errors of the item
 * carry the IDs of the upload and of its asset.
 * @param body of the request that opens the upload
 * @param resumeId the upload to go on with
 * @throws NodeApiError, NodeOperationError or UserError; the upload can be resumed where they say so
 */
export async function uploadInChunks(
	item: Item,
	file: UploadFile,
	{ body, resumeId }: { body: IDataObject; resumeId?: string },
): Promise<UploadedInChunks> {
	if (resumeId === undefined) return await goOnOrBegin(item, file, body);
	const resumed = await resume(item, file, resumeId);
	if ('assetId' in resumed) return { uploadId: resumeId, assetId: resumed.assetId };
	return await send(item, file, resumed.session, resumed.completed);
}

/** n8n's *Retry On Fail* goes on with the upload that the try before had begun. */
async function goOnOrBegin(
	item: Item,
	file: UploadFile,
	body: IDataObject,
): Promise<UploadedInChunks> {
	const asked = [item.connection.account, 'session', body];
	const begun = item.tries.keep<{ session?: Session }>(asked, () => ({}));
	const uploaded =
		(begun.session && (await goOn(item, file, begun.session))) ??
		(await begin(item, file, { body, begun }));
	item.tries.made(asked, uploaded.assetId);
	return uploaded;
}

async function begin(
	item: Item,
	file: UploadFile,
	{ body, begun }: { body: IDataObject; begun: { session?: Session } },
): Promise<UploadedInChunks> {
	const session = await openSession(item, file, body);
	// Its addresses are for one try.
	begun.session = { ...session, urls: [] };
	return await send(item, file, session, new Set());
}

/** @returns undefined where the session has ended without an asset */
async function goOn(
	item: Item,
	file: UploadFile,
	session: Session,
): Promise<UploadedInChunks | undefined> {
	const { uploadId } = session;
	const status = await readStatus(item.connection, uploadId).catch(async (error: unknown) => {
		if (isOfRequest(error) && factsOf(error).isGone) return undefined;
		return await Promise.reject(error);
	});
	if (!status || UPLOAD.failed.includes(status.status ?? '')) return undefined;
	if (status.status !== 'completed') return await send(item, file, session, status.completed);
	const assetId = session.assetId ?? (await assetOf(item, file, uploadId, status));
	return { uploadId, assetId };
}

async function send(
	item: Item,
	file: UploadFile,
	session: Session,
	arrived: ReadonlySet<number>,
): Promise<UploadedInChunks> {
	const { uploadId, assetId, totalChunks } = session;
	item.facts.upload_id = uploadId;
	if (assetId !== undefined) item.facts.asset_id = assetId;
	const before = arrived.size > 0 ? `, of which ${arrived.size} have arrived before` : '';
	report(
		item.connection,
		`Uploading ${file.name}: ${megabytes(file.bytes)} MB in ${totalChunks} chunks${before}. Upload ID: ${uploadId}`,
	);
	try {
		return { uploadId, assetId: await sendAll(item, file, session, arrived) };
	} catch (error) {
		return await Promise.reject(broken(item, error, session));
	}
}

/** @returns the ID of the asset, which exists from now on */
async function sendAll(
	item: Item,
	file: UploadFile,
	session: Session,
	arrived: ReadonlySet<number>,
): Promise<string> {
	const { connection } = item;
	const { uploadId, totalChunks } = session;
	const urls = new ChunkUrls(connection, session);
	let completed = arrived;
	for (let pass = 1; ; pass++) {
		const reports = new ChunkReports(connection, uploadId);
		const missing = new Set(allChunks(session).filter((index) => !completed.has(index)));
		const progress = new UploadProgress(connection, file, bytesOfChunks(session, completed));
		const error = await sendChunks(
			{ connection, file, session, urls, reports, progress },
			missing,
		).then(noError, asError);
		const assetId = session.assetId ?? reports.assetId;
		if (!error && Number(reports.completed) >= totalChunks && assetId !== undefined) return assetId;
		// Of a report without a response, the status says whether it has counted.
		if (error && !reports.isUnclear) throw error;
		// What was not sent yet need not wait for it.
		const end = await waitForEnd(UPLOAD, {
			deadline: deadlineIn(error ? 0 : COUNTED_WITHIN_MS),
			cancel: connection.cancel,
			read: async (endsAt) => await readStatus({ ...connection, endsAt }, uploadId),
			onRunning: reporting(item, `Upload ${uploadId}`),
		});
		if (end.state === 'succeeded') {
			return assetId ?? (await assetOf(item, file, uploadId, end.entry));
		}
		const { entry: status } = end;
		if (pass === MAX_PASSES || end.state === 'failed' || !status) {
			const missed = end.state === 'running' ? end.missed : '';
			throw error ?? notCompleted(item, file, session, { status, missed });
		}
		completed = status.completed;
	}
}

const deadlineIn = (ms: number): Deadline => ({ ms, at: performance.now() + ms });

const noError = (): undefined => undefined;

const asError = (error: unknown): Error =>
	error instanceof Error ? error : new Error(shortText(error));

const bytesOfChunks = (session: Session, indexes: ReadonlySet<number>): number =>
	[...indexes].reduce((sum, index) => sum + bytesOf(session, index), 0);
