import { type IDataObject, NodeApiError, NodeOperationError } from 'n8n-workflow';

import { report } from '../api/client/progress';
import { advise } from '../api/errors/details';
import { factsOf } from '../api/errors/facts';
import { readAsset } from '../shared/asset';
import { ASSET } from '../shared/lifecycles';
import type { Asset } from '../shared/types';
import { type Deadline, inWords, waitForEnd } from '../shared/waitForEnd';
import type { Item } from './run/item';

/**
 * Waits until TwelveLabs has processed an uploaded file.
 * @param next what to do where it could not be processed, and where the time was over
 * @returns the asset, ready
 * @throws NodeOperationError when TwelveLabs could not process it, or the time is over; NodeApiError when waiting does not help
 */
export async function assetReady(
	item: Item,
	assetId: string,
	deadline: Deadline,
	next: { failed: (reason?: string) => string; running: string },
): Promise<Asset> {
	const end = await waitForEnd<Asset>(ASSET, {
		deadline,
		cancel: item.cancel,
		read: async (endsAt) => await readAsset({ ...item.connection, endsAt }, assetId),
		onRunning: reporting(item, `Asset ${assetId}`),
	});
	if (end.state === 'succeeded') return end.entry;
	const about = { asset_id: assetId, status: end.entry?.status };
	if (end.state === 'failed') {
		item.tries.forget(assetId);
		const reason = ASSET.reasonOf(end.entry);
		throw waitEnded(item, `TwelveLabs could not process the asset${because(reason)}`, {
			about,
			next: `${next.failed(reason)} Asset ID: ${assetId}.`,
		});
	}
	const was = doing(end.entry?.status, ASSET.running) ?? 'being processed';
	throw waitEnded(item, `The asset was still ${was} after ${inWords(deadline.ms)}`, {
		about,
		next: `${next.running} Asset ID: ${assetId}.${end.missed}`,
	});
}

/**
 * Waits until an uploaded file can be used. What is no asset, such as a URL, needs no waiting.
 * @param done what it is for, such as `analyzed`
 * @param ifFailed what to do where TwelveLabs could not process it
 * @throws as `assetReady`
 */
export async function readyToBe(
	done: string,
	item: Item,
	assetId: string | undefined,
	{ deadline, ifFailed }: { deadline: Deadline; ifFailed: string },
): Promise<void> {
	if (assetId === undefined) return;
	await assetReady(item, assetId, deadline, {
		failed: () => ifFailed,
		running: `Nothing was ${done}. Run the node again later, or raise Max Wait (Minutes) under Options.`,
	});
}

/** A first poll comes at once. */
const REPORTED_FROM_MS = 1_000;

/** Such as `Asset 69a1: processing, waiting for 10 minutes`. */
export const reporting =
	({ connection }: Item, what: string) =>
	(status: string, ms: number): void =>
		report(
			connection,
			`${what}: ${status}${ms < REPORTED_FROM_MS ? '' : `, waiting for ${inWords(ms)}`}`,
		);

export const because = (reason?: string): string => (reason ? `: ${reason}` : '');

/** What is going on, in words; a status that is not documented is quoted. */
export const doing = (
	status: string | undefined,
	running: Readonly<Record<string, string>>,
): string | undefined =>
	status === undefined ? undefined : (running[status] ?? `in status "${status}"`);

/**
 * What was accepted a moment ago is not named by a wrong ID: creating it again would be paid again.
 * @param what it is, with its ID
 * @returns the error where it says that it is not there; any other error as it is
 */
export function createdButGone(error: unknown, what: string, next: string): unknown {
	if (!(error instanceof NodeApiError) || !factsOf(error).isGone) return error;
	error.message = `TwelveLabs accepted ${what}, but does not find it`;
	return advise(error, next);
}

/**
 * The error of a wait that did not end as it should.
 * @param about facts for the error output: a workflow can go on with them
 */
export function waitEnded(
	item: Item,
	message: string,
	{ about, next }: { about: IDataObject; next: string },
): NodeOperationError {
	const error = new NodeOperationError(item.connection.node, message, { description: next });
	error.context.details = { ...about, next };
	return error;
}
