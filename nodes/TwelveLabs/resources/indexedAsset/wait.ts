import { type IDataObject, NodeApiError, NodeOperationError } from 'n8n-workflow';

import { report } from '../../../api/client/progress';
import { explainReason } from '../../../api/errors/catalogue';
import { advise } from '../../../api/errors/details';
import { factsOf } from '../../../api/errors/facts';
import { readAsset } from '../../../shared/asset';
import { indexedAsset } from '../../../shared/indexedAsset';
import { ASSET, INDEXED_ASSET } from '../../../shared/lifecycles';
import type { Asset, IndexedAsset } from '../../../shared/types';
import { type Deadline, inWords, waitForEnd } from '../../../shared/waitForEnd';
import type { Item } from '../../run/item';
import { UPLOAD_AGAIN } from './refusal';

/**
 * Waits until an uploaded asset can be indexed.
 * @throws NodeOperationError when TwelveLabs could not process it, or the time is over; NodeApiError when waiting does not help
 */
export async function assetReady(item: Item, assetId: string, deadline: Deadline): Promise<void> {
	const end = await waitForEnd<Asset>(ASSET, {
		deadline,
		cancel: item.cancel,
		read: async (endsAt) => await readAsset({ ...item.connection, endsAt }, assetId),
		onRunning: reporting(item, `Asset ${assetId}`),
	});
	if (end.state === 'succeeded') return;
	const about = { asset_id: assetId, status: end.entry?.status };
	if (end.state === 'failed') {
		throw stopped(
			item,
			`TwelveLabs could not process the asset${because(ASSET.reasonOf(end.entry))}`,
			{
				about,
				next: `${UPLOAD_AGAIN} Asset ID: ${assetId}.`,
			},
		);
	}
	const was = doing(end.entry?.status, ASSET.running) ?? 'being processed';
	throw stopped(item, `The asset was still ${was} after ${inWords(deadline.ms)}`, {
		about,
		next: `Nothing was indexed. Run the node again later, or raise Max Wait (Minutes) under Options. Asset ID: ${assetId}.${end.missed}`,
	});
}

/**
 * Waits until indexing has finished.
 * @returns the indexed asset, ready
 * @throws NodeOperationError when it ended as failed, or the time is over; NodeApiError when waiting does not help
 */
export async function indexingCompleted(
	item: Item,
	indexId: string,
	indexedAssetId: string,
	deadline: Deadline,
): Promise<IndexedAsset> {
	const end = await waitForEnd<IndexedAsset>(INDEXED_ASSET, {
		deadline,
		cancel: item.cancel,
		read: async (endsAt) =>
			await indexedAsset({ ...item.connection, endsAt }, indexId, indexedAssetId),
		onRunning: reporting(item, `Indexed asset ${indexedAssetId}`),
	}).catch((error: unknown) => {
		throw error instanceof NodeApiError && factsOf(error).isGone
			? notFound(error, indexedAssetId)
			: error;
	});
	if (end.state === 'succeeded') return end.entry;
	const about = { status: end.entry?.status };
	if (end.state === 'failed') {
		const reason = INDEXED_ASSET.reasonOf(end.entry);
		throw stopped(item, `TwelveLabs could not index the asset${because(reason)}`, {
			about,
			next: explainReason(reason)?.next ?? REQUIREMENTS,
		});
	}
	const was = doing(end.entry?.status, INDEXED_ASSET.running) ?? 'being indexed';
	throw stopped(item, `The asset was still ${was} after ${inWords(deadline.ms)}`, {
		about,
		next: `Do not index the asset again: let the TwelveLabs Trigger start a workflow when indexing has finished, or read its status with Get.${end.missed}`,
	});
}

/** Such as `Asset 69a1: processing, waiting for 10 minutes`. */
const reporting =
	({ connection }: Item, what: string) =>
	(status: string, ms: number): void =>
		report(
			connection,
			`${what}: ${status}${ms < REPORTED_FROM_MS ? '' : `, waiting for ${inWords(ms)}`}`,
		);

/** A first poll comes at once. */
const REPORTED_FROM_MS = 1_000;

const REQUIREMENTS =
	'Check that the file meets the video requirements of TwelveLabs: duration, resolution, aspect ratio and size.';

const because = (reason?: string) => (reason ? `: ${reason}` : '');

/** What is going on, in words; a status that is not documented is quoted. */
const doing = (status: string | undefined, running: Readonly<Record<string, string>>) =>
	status === undefined ? undefined : (running[status] ?? `in status "${status}"`);

/** What was accepted a moment ago is not named by a wrong ID: indexing it again would be paid again. */
function notFound(error: NodeApiError, id: string): NodeApiError {
	error.message = `TwelveLabs accepted indexed asset ${id}, but does not find it`;
	return advise(
		error,
		`Do not index the asset again before you have looked: read indexed asset ${id} with Get in a minute. It may also have been deleted meanwhile.`,
	);
}

/** @param about facts for the error output: a workflow can go on with them */
function stopped(
	item: Item,
	message: string,
	{ about, next }: { about: IDataObject; next: string },
): NodeOperationError {
	const error = new NodeOperationError(item.connection.node, message, {
		description: next,
	});
	error.context.details = { ...about, next };
	return error;
}
