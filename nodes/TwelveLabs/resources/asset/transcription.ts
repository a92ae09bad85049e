import { NodeApiError, type NodeOperationError } from 'n8n-workflow';

import { read } from '../../../api/client/send';
import { explainReason } from '../../../api/errors/catalogue';
import { advise } from '../../../api/errors/details';
import { factsOf } from '../../../api/errors/facts';
import { readAsset } from '../../../shared/asset';
import { ASSET, TRANSCRIPTION } from '../../../shared/lifecycles';
import type { SpokenEntry, Transcription } from '../../../shared/types';
import { type Deadline, inWords, waitForEnd } from '../../../shared/waitForEnd';
import type { Item } from '../../run/item';
import { assetReady, because, doing, reporting, waitEnded } from '../../wait';

/** How TwelveLabs cuts a transcription. */
export type Segmentation = 'words' | 'sentences' | 'utterances';

/** What was spoken, in one of the segmentations that were asked for. */
interface Transcript {
	segmentation: Segmentation;
	entries: SpokenEntry[];
}

const RUN_LATER =
	'Turn on Wait for Completion under Options, or run the node again in a few minutes.';

const CHECK_FILE =
	'Check that the file plays to its end and has a sound track, then upload it again.';

/**
 * Reads the transcription of an item's asset.
 * @param order the segmentation that is wanted, then those that will do where TwelveLabs does not give it
 * @param deadline of a wait until asset and transcription are ready; without one, what is not ready is an error
 * @returns no entries where nothing is spoken
 * @throws NodeOperationError when the transcription is not ready, could not be made, or has none of the segmentations;
 *   NodeApiError as `send`, and where the asset has no transcription
 */
export async function readTranscript(
	item: Item,
	[wanted, ...others]: readonly [Segmentation, ...Segmentation[]],
	deadline?: Deadline,
): Promise<Transcript> {
	const assetId = item.id('assetId');
	if (deadline) {
		await assetReady(item, assetId, deadline, {
			failed: (reason) => explainReason(reason)?.next ?? CHECK_FILE,
			running: 'Run the node again later, or raise Max Wait (Minutes) under Options.',
		});
	}
	const first = transcriptsIn(await readyTranscription(item, [wanted], deadline), [wanted]);
	if (first.some(hasEntries)) return first[0];
	// One may be missing, or empty, only because TwelveLabs does not have it for this language or file.
	const more = transcriptsIn(await readyTranscription(item, others, deadline), others);
	const found = more.find(hasEntries) ?? first[0] ?? more[0];
	if (found) return found;
	throw waitEnded(item, `TwelveLabs gave no ${wanted} for the transcription of asset ${assetId}`, {
		about: { asset_id: assetId, status: TRANSCRIPTION.succeeded[0] },
		next: `It gave no ${others.join(' and no ')} in their place either. Choose another Format, or run the node again later.`,
	});
}

const hasEntries = ({ entries }: Transcript): boolean => entries.length > 0;

function transcriptsIn(transcription: Transcription, names: readonly Segmentation[]): Transcript[] {
	return names.flatMap((segmentation) => {
		const entries: unknown = transcription[segmentation];
		return Array.isArray(entries) ? [{ segmentation, entries: entries.filter(isSpoken) }] : [];
	});
}

const isSpoken = (entry: unknown): entry is SpokenEntry =>
	typeof (Object(entry) as Partial<SpokenEntry>).value === 'string';

async function readyTranscription(
	item: Item,
	include: readonly Segmentation[],
	deadline?: Deadline,
): Promise<Transcription> {
	const assetId = item.id('assetId');
	const request = { ...item.request, query: { include: [...include] } };
	try {
		if (!deadline) {
			return readyOf(item, await read<Transcription>(item.connection, request), RUN_LATER);
		}
		const end = await waitForEnd<Transcription>(TRANSCRIPTION, {
			deadline,
			cancel: item.cancel,
			read: async (endsAt) => await read({ ...item.connection, endsAt }, request),
			onRunning: reporting(item, `Transcription of asset ${assetId}`),
		});
		if (end.state !== 'running') return readyOf(item, end.entry, RUN_LATER);
		const was = doing(end.entry?.status, TRANSCRIPTION.running) ?? 'being made';
		throw waitEnded(
			item,
			`The transcription of asset ${assetId} was still ${was} after ${inWords(deadline.ms)}`,
			{
				about: { asset_id: assetId, status: end.entry?.status },
				next: `Run the node again later, or raise Max Wait (Minutes) under Options.${end.missed}`,
			},
		);
	} catch (error) {
		throw error instanceof NodeApiError && factsOf(error).isGone
			? await notThere(item, error)
			: error;
	}
}

/** @throws NodeOperationError where it is not ready */
function readyOf(item: Item, transcription: Transcription, next: string): Transcription {
	const { status } = transcription;
	if (TRANSCRIPTION.succeeded.includes(status ?? '')) return transcription;
	if (!TRANSCRIPTION.failed.includes(status ?? '')) throw notReady(item, status, next);
	throw notTranscribed(item, TRANSCRIPTION.reasonOf(transcription));
}

function notReady(item: Item, status: string | undefined, next: string): NodeOperationError {
	const assetId = item.id('assetId');
	const is = doing(status, TRANSCRIPTION.running) ?? 'not ready yet';
	return waitEnded(item, `The transcription of asset ${assetId} is ${is}`, {
		about: { asset_id: assetId, status },
		next,
	});
}

function notTranscribed(item: Item, reason: string | undefined): NodeOperationError {
	const assetId = item.id('assetId');
	return waitEnded(item, `TwelveLabs could not transcribe the asset${because(reason)}`, {
		about: { asset_id: assetId, status: TRANSCRIPTION.failed[0] },
		next: `${explainReason(reason)?.next ?? CHECK_FILE} Asset ID: ${assetId}.`,
	});
}

/** Where there is no transcription, the asset says why: TwelveLabs answers alike for an asset that it does not find. */
async function notThere(item: Item, error: NodeApiError): Promise<Error> {
	const assetId = item.id('assetId');
	const asset = await readAsset(item.connection, assetId).catch(() => undefined);
	if (!asset) return error;
	const { status = '' } = asset;
	if (ASSET.failed.includes(status)) return notTranscribed(item, ASSET.reasonOf(asset));
	if (!ASSET.succeeded.includes(status)) return notReady(item, undefined, RUN_LATER);
	error.message = `Asset ${assetId} has no transcription`;
	return advise(
		error,
		'TwelveLabs finds no speech in it, as in music or in a file without sound. If it was uploaded a moment ago, run the node again in a few minutes.',
	);
}
